package dev.signalbox.relay;

import dev.signalbox.chat.ChatEvent;
import dev.signalbox.chat.Failure;
import dev.signalbox.wire.AnswerReader;
import dev.signalbox.wire.AnswerWriter;
import dev.signalbox.wire.Frame;
import dev.signalbox.wire.FrameDecoder;
import dev.signalbox.wire.FrameEdges;
import dev.signalbox.wire.Passage;
import dev.signalbox.wire.StreamForm;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Both sides speak the same protocol: the bytes pass as they are ({@link Passage}), and are only listened to. They pass in whole
 * frames, because half a frame cannot be taken back when the rest never comes; what is no frame of the protocol ends the stream.
 */
final class RawFlow implements Flow {
    private static final byte[] NOTHING = {};
    private static final int MAX_HELD = 24 << 20;

    private final AnswerTrack track = new AnswerTrack();
    private final StreamForm form;
    private final FrameDecoder decoder;
    private final FrameEdges edges;
    private final AnswerReader reader;
    private final AnswerWriter errors;
    private final Passage passage;
    private final boolean typed;
    private ByteArrayOutputStream held = new ByteArrayOutputStream(0);
    private String last = "";
    private boolean over;

    /** {@code typed}: each event of the protocol names its type. */
    RawFlow(StreamForm form, AnswerReader reader, AnswerWriter errors, Passage passage, boolean typed) {
        this.form = form;
        this.decoder = form.decoder();
        this.edges = new FrameEdges(form);
        this.reader = reader;
        this.errors = errors;
        this.passage = passage;
        this.typed = typed;
    }

    @Override
    public AnswerTrack track() {
        return track;
    }

    @Override
    public byte[] take(byte[] bytes, int length) {
        if (over) {
            return NOTHING;
        }
        int whole = 0;
        for (int end = edges.next(bytes, 0, length); end > 0 && !over; end = edges.next(bytes, end, length)) {
            if (fit(decoder.feed(bytes, whole, end - whole))) {
                whole = end;
            }
        }
        if (!over) {
            var objects = decoder.feed(bytes, whole, length - whole);
            // an object on a line of its own is complete without the line's end
            whole = fit(objects) && !objects.isEmpty() && bytes[length - 1] == '}' ? length : whole;
        }
        if (over) {
            return with(passed(bytes, whole), interruption());
        }
        var passed = passed(bytes, whole);
        held.write(bytes, whole, length - whole);
        if (held.size() > MAX_HELD) {
            throw Failure.of(Failure.Kind.OVERLOADED, 502, "The provider sent an event of more than 24 MiB.")
                    .asException();
        }
        return passed;
    }

    /** Whether the client can be given these frames; if not, the stream is over. */
    private boolean fit(List<Frame> frames) {
        for (var frame : frames) {
            boolean before = track.ended();
            track.see(reader.read(frame));
            if (!before && track.failure() != null && !told(frame)) {
                over = true;
                return false;
            }
            last = frame.data();
        }
        return true;
    }

    /** Whether a client learns of the failure from what the provider itself says. */
    private boolean told(Frame frame) {
        return typed ? frame.isTyped() : frame.isObject();
    }

    private byte[] passed(byte[] bytes, int whole) {
        if (whole == 0) {
            return NOTHING;
        }
        if (held.size() == 0) {
            return passage.pass(bytes, whole);
        }
        held.write(bytes, 0, whole);
        var all = held.toByteArray();
        held = new ByteArrayOutputStream(0); // one long event is no reason to keep so much room
        return passage.pass(all, all.length);
    }

    private byte[] interruption() {
        held = new ByteArrayOutputStream(0);
        errors.write(new ChatEvent.Started(track.id(), track.model(), 0));
        var failure = track.failure();
        var before = last;
        last = "";
        return failure == null ? NOTHING : errors.interrupt(failure, before);
    }

    @Override
    public byte[] fail(Failure failure) {
        if (over || track.ended()) {
            return NOTHING;
        }
        over = true;
        track.fail(failure);
        return interruption();
    }

    @Override
    public byte[] end() {
        if (over) {
            return NOTHING;
        }
        boolean before = track.ended();
        var rest = decoder.end();
        if (fit(rest)) {
            track.see(reader.end());
            var tail = held.toByteArray();
            held = new ByteArrayOutputStream(0);
            if (before || track.failure() == null) {
                last = "";
                return with(passage.pass(tail, tail.length), passage.end());
            }
            return with(rest.isEmpty() ? NOTHING : with(passage.pass(tail, tail.length), edge()), interruption());
        }
        return interruption();
    }

    private byte[] edge() {
        return (form == StreamForm.NDJSON ? "\n" : "\n\n").getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] with(byte[] first, byte[] second) {
        if (second.length == 0) {
            return first;
        }
        var both = new ByteArrayOutputStream(first.length + second.length);
        both.writeBytes(first);
        both.writeBytes(second);
        return both.toByteArray();
    }

    /** What was passed always ends with a frame. */
    @Override
    public boolean atBoundary() {
        return true;
    }
}
