package dev.signalbox.relay;

import dev.signalbox.chat.ChatEvent;
import dev.signalbox.chat.Failure;
import dev.signalbox.wire.AnswerReader;
import dev.signalbox.wire.AnswerWriter;
import dev.signalbox.wire.Frame;
import dev.signalbox.wire.FrameDecoder;
import dev.signalbox.wire.Passage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;

/** Turns a provider's stream, piece by piece, into the client's; the track sees every event that passes. */
sealed interface Flow {
    AnswerTrack track();

    /** What these bytes mean for the client. */
    byte[] take(byte[] bytes, int length);

    /** What the end of the provider's stream means for the client: nothing after a proper end, else an error event. */
    byte[] end();

    /** Whether a keep-alive may be put between what was taken and what comes next. */
    boolean atBoundary();

    /** Both sides speak the same protocol: the bytes pass as they are ({@link Passage}), and are only listened to. */
    final class Raw implements Flow {
        private final AnswerTrack track = new AnswerTrack();
        private final FrameDecoder decoder;
        private final AnswerReader reader;
        private final AnswerWriter errors;
        private final Passage passage;
        private int tail;

        Raw(FrameDecoder decoder, AnswerReader reader, AnswerWriter errors, Passage passage) {
            this.decoder = decoder;
            this.reader = reader;
            this.errors = errors;
            this.passage = passage;
        }

        @Override
        public AnswerTrack track() {
            return track;
        }

        @Override
        public byte[] take(byte[] bytes, int length) {
            for (var frame : decoder.feed(bytes, 0, length)) {
                track.see(reader.read(frame));
            }
            return remembered(passage.pass(bytes, length));
        }

        private byte[] remembered(byte[] passed) {
            for (int i = Math.max(0, passed.length - 4); i < passed.length; i++) {
                tail = (tail << 8) | (passed[i] & 0xff);
            }
            return passed;
        }

        @Override
        public byte[] end() {
            var out = new ByteArrayOutputStream();
            out.writeBytes(passage.end());
            for (var frame : decoder.end()) {
                track.see(reader.read(frame));
            }
            boolean before = track.ended();
            var last = reader.end();
            track.see(last);
            if (!before && track.failure() != null) {
                errors.write(new ChatEvent.Started(track.id(), track.model(), 0));
                out.writeBytes("\n\n".getBytes(StandardCharsets.UTF_8));
                last.stream().filter(ChatEvent.Failed.class::isInstance).forEach(e -> out.writeBytes(errors.write(e)));
            }
            return out.toByteArray();
        }

        @Override
        public boolean atBoundary() {
            return (tail & 0xffff) == 0x0a0a || tail == 0x0d0a0d0a;
        }
    }

    /** Gemini asked for an array and the provider streams events: each event's own text becomes an element. */
    final class Reframed implements Flow {
        private final AnswerTrack track = new AnswerTrack();
        private final FrameDecoder decoder;
        private final AnswerReader reader;
        private final Function<Failure, byte[]> errors;
        private boolean opened;

        Reframed(FrameDecoder decoder, AnswerReader reader, Function<Failure, byte[]> errors) {
            this.decoder = decoder;
            this.reader = reader;
            this.errors = errors;
        }

        @Override
        public AnswerTrack track() {
            return track;
        }

        @Override
        public byte[] take(byte[] bytes, int length) {
            var out = new ByteArrayOutputStream();
            elements(decoder.feed(bytes, 0, length), out);
            return out.toByteArray();
        }

        private void elements(List<Frame> frames, ByteArrayOutputStream out) {
            for (var frame : frames) {
                track.see(reader.read(frame));
                element(frame.data().getBytes(StandardCharsets.UTF_8), out);
            }
        }

        private void element(byte[] json, ByteArrayOutputStream out) {
            out.writeBytes((opened ? ",\n" : "[").getBytes(StandardCharsets.UTF_8));
            out.writeBytes(json);
            opened = true;
        }

        @Override
        public byte[] end() {
            var out = new ByteArrayOutputStream();
            elements(decoder.end(), out);
            boolean before = track.ended();
            track.see(reader.end());
            var failure = track.failure();
            if (!before && failure != null) {
                element(errors.apply(failure), out);
            }
            out.writeBytes((opened ? "]" : "[]").getBytes(StandardCharsets.UTF_8));
            return out.toByteArray();
        }

        @Override
        public boolean atBoundary() {
            return true;
        }
    }

    /** Two protocols: frames are read to events, and events written as the client's frames. */
    final class Translated implements Flow {
        private final AnswerTrack track = new AnswerTrack();
        private final FrameDecoder decoder;
        private final AnswerReader reader;
        private final AnswerWriter writer;

        Translated(FrameDecoder decoder, AnswerReader reader, AnswerWriter writer) {
            this.decoder = decoder;
            this.reader = reader;
            this.writer = writer;
        }

        @Override
        public AnswerTrack track() {
            return track;
        }

        @Override
        public byte[] take(byte[] bytes, int length) {
            return frames(decoder.feed(bytes, 0, length)).toByteArray();
        }

        private ByteArrayOutputStream frames(List<Frame> frames) {
            var out = new ByteArrayOutputStream();
            frames.forEach(f -> events(reader.read(f), out));
            return out;
        }

        private void events(List<ChatEvent> events, ByteArrayOutputStream out) {
            for (var event : events) {
                track.see(event);
                out.writeBytes(writer.write(event));
            }
        }

        @Override
        public byte[] end() {
            var out = frames(decoder.end());
            events(reader.end(), out);
            return out.toByteArray();
        }

        @Override
        public boolean atBoundary() {
            return true;
        }
    }
}
