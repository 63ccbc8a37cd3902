package dev.signalbox.relay;

import dev.signalbox.chat.ChatEvent;
import dev.signalbox.chat.Failure;
import dev.signalbox.wire.AnswerReader;
import dev.signalbox.wire.AnswerWriter;
import dev.signalbox.wire.Frame;
import dev.signalbox.wire.FrameDecoder;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;

/** Turns a provider's stream, piece by piece, into the client's; the track sees every event that passes. */
sealed interface Flow permits RawFlow, Flow.Reframed, Flow.Translated {
    AnswerTrack track();

    /** What these bytes mean for the client. */
    byte[] take(byte[] bytes, int length);

    /** What the end of the provider's stream means for the client: nothing after a proper end, else an error event. */
    byte[] end();

    /** Ends the client's stream with this failure; nothing when it has ended already. */
    byte[] fail(Failure failure);

    /** Whether a keep-alive may be put between what was taken and what comes next. */
    boolean atBoundary();

    /** Gemini asked for an array: the own text of each of the provider's events becomes an element. */
    final class Reframed implements Flow {
        private final AnswerTrack track = new AnswerTrack();
        private final FrameDecoder decoder;
        private final AnswerReader reader;
        private final Function<Failure, byte[]> errors;
        private boolean opened;
        private boolean closed;

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
            if (!closed) {
                elements(decoder.feed(bytes, 0, length), out);
            }
            return out.toByteArray();
        }

        private void elements(List<Frame> frames, ByteArrayOutputStream out) {
            for (var frame : frames) {
                track.see(reader.read(frame));
                var failure = track.failure();
                if (frame.isObject()) {
                    element(frame.data().getBytes(StandardCharsets.UTF_8), out);
                } else if (failure != null) {
                    element(errors.apply(failure), out);
                    close(out);
                    return;
                }
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
            if (closed) {
                return out.toByteArray();
            }
            elements(decoder.end(), out);
            boolean before = track.ended();
            track.see(reader.end());
            var failure = track.failure();
            if (!before && failure != null) {
                element(errors.apply(failure), out);
            }
            close(out);
            return out.toByteArray();
        }

        private void close(ByteArrayOutputStream out) {
            closed = true;
            out.writeBytes((opened ? "]" : "[]").getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public byte[] fail(Failure failure) {
            var out = new ByteArrayOutputStream();
            if (!closed) {
                track.fail(failure);
                element(errors.apply(failure), out);
                close(out);
            }
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
        public byte[] fail(Failure failure) {
            if (track.ended()) {
                return new byte[0];
            }
            track.fail(failure);
            return writer.write(new ChatEvent.Failed(failure));
        }

        @Override
        public boolean atBoundary() {
            return true;
        }
    }
}
