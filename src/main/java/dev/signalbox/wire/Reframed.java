package dev.signalbox.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.chat.ChatAnswer;
import dev.signalbox.chat.ChatEvent;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * An older form of a protocol, read and written by way of the newer one: they tell the same and differ in where they put it.
 */
public final class Reframed {
    private Reframed() {}

    /** A reader of the older form; {@code newer} is given each object as the newer form has it. */
    public static AnswerReader reader(AnswerReader newer, UnaryOperator<ObjectNode> toNewer) {
        return new Reader(newer, toNewer);
    }

    /** A writer of the older form: each object that {@code newer} writes is put as the older form has it. */
    public static AnswerWriter writer(
            AnswerWriter newer, StreamForm form, UnaryOperator<ObjectNode> piece, UnaryOperator<ObjectNode> whole) {
        return new Writer(newer, form, piece, whole);
    }

    private record Reader(AnswerReader newer, UnaryOperator<ObjectNode> toNewer) implements AnswerReader {
        @Override
        public List<ChatEvent> read(Frame frame) {
            if (Json.parse(frame.data()).orElse(null) instanceof ObjectNode object) {
                return newer.read(new Frame(frame.event(), toNewer.apply(object).toString()));
            }
            return newer.read(frame);
        }

        @Override
        public List<ChatEvent> end() {
            return newer.end();
        }

        @Override
        public ChatAnswer whole(byte[] body) {
            return Json.parse(body).orElse(null) instanceof ObjectNode object
                    ? newer.whole(Json.bytes(toNewer.apply(object)))
                    : newer.whole(body);
        }
    }

    private record Writer(
            AnswerWriter newer, StreamForm form, UnaryOperator<ObjectNode> piece, UnaryOperator<ObjectNode> whole)
            implements AnswerWriter {
        @Override
        public byte[] write(ChatEvent event) {
            var out = new ByteArrayOutputStream();
            var bytes = newer.write(event);
            for (var frame : form.decoder().feed(bytes, 0, bytes.length)) {
                out.writeBytes(
                        Json.parse(frame.data()).orElse(null) instanceof ObjectNode object
                                ? framed(object.has("error") ? object : piece.apply(object))
                                : Json.sse(frame.data()));
            }
            return out.toByteArray();
        }

        private byte[] framed(ObjectNode object) {
            return form == StreamForm.SSE ? Json.sse("", object) : Json.line(object);
        }

        @Override
        public byte[] keepAlive() {
            var bytes = newer.keepAlive();
            return form == StreamForm.SSE || bytes.length == 0
                    ? bytes
                    : Json.parse(bytes).orElse(null) instanceof ObjectNode object ? framed(piece.apply(object)) : bytes;
        }

        @Override
        public byte[] whole(ChatAnswer answer) {
            return Json.parse(newer.whole(answer)).orElse(null) instanceof ObjectNode object
                    ? Json.bytes(whole.apply(object))
                    : new byte[0];
        }
    }
}
