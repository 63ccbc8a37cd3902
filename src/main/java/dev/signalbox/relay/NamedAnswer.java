package dev.signalbox.relay;

import dev.signalbox.chat.ChatAnswer;
import dev.signalbox.chat.ChatEvent;
import dev.signalbox.wire.AnswerReader;
import dev.signalbox.wire.Frame;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Names an answer that is kept as it will be asked for, and its model as the provider was asked for it. Responses clients find the model they asked for in every
 * response object, whatever snapshot or placeholder another protocol's provider reports.
 */
record NamedAnswer(
        AnswerReader reader, String model, @Nullable String id) implements AnswerReader {

    @Override
    public List<ChatEvent> read(Frame frame) {
        return named(reader.read(frame));
    }

    @Override
    public List<ChatEvent> end() {
        return named(reader.end());
    }

    @Override
    public ChatAnswer whole(byte[] body) {
        var answer = reader.whole(body);
        return new ChatAnswer(idOf(answer.id()), model, answer.createdAt(), answer.choices(), answer.usage());
    }

    private List<ChatEvent> named(List<ChatEvent> events) {
        return events.stream()
                .map(e -> e instanceof ChatEvent.Started s
                        ? new ChatEvent.Started(idOf(s.id()), model, s.createdAt())
                        : e)
                .toList();
    }

    private String idOf(String given) {
        return id == null ? given : id;
    }
}
