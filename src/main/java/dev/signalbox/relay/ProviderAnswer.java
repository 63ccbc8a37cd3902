package dev.signalbox.relay;

import dev.signalbox.chat.ChatAnswer;
import dev.signalbox.chat.ChatEvent;
import dev.signalbox.chat.ChatException;
import dev.signalbox.chat.Failure;
import dev.signalbox.upstream.Reply;
import dev.signalbox.wire.AnswerReader;
import dev.signalbox.wire.Frame;
import dev.signalbox.wire.FrameDecoder;
import dev.signalbox.wire.StreamForm;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A provider's answer up to the commit point: read far enough to know that it is one, and not yet shown to the client.
 * Whether it came as a stream or as a document is seen by its first bytes, not by what it claims to be.
 */
final class ProviderAnswer {
    private static final int MAX_DOCUMENT = 32 << 20;

    /** A stream that is added up to a document: its frames are many times as long as what they say. */
    private static final int MAX_STREAM = 64 << 20;

    /** Characters of an answer, of which there are several copies before the client has them: some two million tokens. */
    private static final int MAX_TEXT = 8 << 20;

    private final ReadBuffer buffer;
    private final AnswerReader reader;

    ProviderAnswer(Reply reply, AnswerReader reader) {
        this.buffer = new ReadBuffer(reply);
        this.reader = reader;
    }

    /** How an answer is laid out. */
    enum Layout {
        DOCUMENT,
        STREAM,
        ARRAY
    }

    /** Reads the first bytes and tells how the answer is laid out. */
    Layout begin(StreamForm form, boolean streamAsked) {
        read();
        int first = firstByte();
        if (first == '<') {
            throw garbage("The provider answered with a web page instead of an answer.");
        }
        if (first == '[' && form != StreamForm.NDJSON) {
            return Layout.ARRAY;
        }
        if (first == '{') {
            return form == StreamForm.NDJSON && streamAsked ? Layout.STREAM : Layout.DOCUMENT;
        }
        return Layout.STREAM;
    }

    private int firstByte() {
        var piece = buffer.bytes();
        int length = buffer.length();
        int i = length > 2 && (piece[0] & 0xff) == 0xef && (piece[1] & 0xff) == 0xbb ? 3 : 0;
        while (i < length && (piece[i] == ' ' || piece[i] == '\n' || piece[i] == '\r' || piece[i] == '\t')) {
            i++;
        }
        return i < length ? piece[i] : -1;
    }

    /** Feeds the flow until the client would see something; what is to be shown first is returned. */
    byte[] untilMeaningful(Flow flow) {
        var held = new ByteArrayOutputStream();
        while (!flow.track().meaningful() && !flow.track().ended()) {
            if (buffer.length() < 0) {
                held.writeBytes(flow.end());
                break;
            }
            held.writeBytes(flow.take(buffer.bytes(), buffer.length()));
            if (held.size() > MAX_DOCUMENT) {
                throw garbage("The provider sent more than 32 MiB before it began to answer.");
            }
            if (!flow.track().meaningful() && !flow.track().ended()) {
                read();
            }
        }
        var failure = flow.track().failure();
        if (failure != null && !flow.track().meaningful()) {
            throw failure.asException();
        }
        return held.toByteArray();
    }

    /** The whole body of a document. */
    byte[] document() {
        var out = new ByteArrayOutputStream(Math.max(buffer.length(), 512));
        while (buffer.length() >= 0) {
            out.write(buffer.bytes(), 0, buffer.length());
            if (out.size() > MAX_DOCUMENT) {
                throw garbage("The provider answered with more than 32 MiB.");
            }
            read();
        }
        return out.toByteArray();
    }

    ChatAnswer parse(byte[] document) {
        return bounded(reader.whole(document));
    }

    private static ChatAnswer bounded(ChatAnswer answer) {
        var heard = new AnswerTrack();
        heard.see(answer);
        if (heard.textLength() > MAX_TEXT) {
            throw garbage("The provider's answer is longer than any model's.");
        }
        return answer;
    }

    /**
     * Whether a document turns out to be a stream: where both begin alike (one JSON object, or one on each line), only the
     * number of its values tells.
     */
    static boolean isStream(StreamForm form, byte[] document) {
        if (form != StreamForm.NDJSON) {
            return false;
        }
        var decoder = form.decoder();
        return decoder.feed(document, 0, document.length).size() + decoder.end().size() > 1;
    }

    /** Adds a whole stream up that was read as a document. */
    ChatAnswer collect(StreamForm form, byte[] document) {
        var decoder = form.decoder();
        var events = events(decoder.feed(document, 0, document.length));
        return end(decoder, events);
    }

    /** Adds a whole stream up, for a client that asked for a document. */
    ChatAnswer collect(StreamForm form) {
        var decoder = form.decoder();
        var events = new ArrayList<ChatEvent>();
        var heard = new AnswerTrack();
        long taken = 0;
        while (buffer.length() >= 0) {
            var more = events(decoder.feed(buffer.bytes(), 0, buffer.length()));
            heard.see(more);
            events.addAll(more);
            taken += buffer.length();
            if (taken > MAX_STREAM || heard.textLength() > MAX_TEXT) {
                throw garbage("The provider's answer has no end.");
            }
            read();
        }
        return end(decoder, events);
    }

    private ChatAnswer end(FrameDecoder decoder, List<ChatEvent> events) {
        events.addAll(events(decoder.end()));
        events.addAll(reader.end());
        return bounded(ChatAnswer.of(events));
    }

    private List<ChatEvent> events(List<Frame> frames) {
        var events = new ArrayList<ChatEvent>();
        frames.forEach(frame -> events.addAll(reader.read(frame)));
        return events;
    }

    private void read() {
        try {
            buffer.read();
        } catch (IOException e) {
            throw new ChatException(broken(e), e);
        }
    }

    static Failure broken(IOException e) {
        return e instanceof java.net.SocketTimeoutException
                ? Failure.of(Failure.Kind.TIMEOUT, 504, "The provider fell silent in the middle of its answer.")
                : Failure.of(Failure.Kind.OVERLOADED, 502, "The provider's answer broke off before it was complete.");
    }

    private static ChatException garbage(String message) {
        return Failure.of(Failure.Kind.OVERLOADED, 502, message).asException();
    }

    AnswerReader reader() {
        return reader;
    }
}
