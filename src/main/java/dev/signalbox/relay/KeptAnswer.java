package dev.signalbox.relay;

import dev.signalbox.chat.ChatAnswer;
import dev.signalbox.chat.ChatEvent;
import dev.signalbox.wire.AnswerWriter;
import dev.signalbox.wire.ResponseState;
import java.util.function.Consumer;

/** Writes an answer and hands over the response object that it ends with, before the client has it. */
record KeptAnswer(AnswerWriter writer, Consumer<byte[]> keeper) implements AnswerWriter {

    @Override
    public byte[] write(ChatEvent event) {
        var bytes = writer.write(event);
        if (event instanceof ChatEvent.Finished) {
            ResponseState.finished(bytes).ifPresent(keeper);
        }
        return bytes;
    }

    @Override
    public byte[] keepAlive() {
        return writer.keepAlive();
    }

    @Override
    public byte[] whole(ChatAnswer answer) {
        var bytes = writer.whole(answer);
        keeper.accept(bytes);
        return bytes;
    }
}
