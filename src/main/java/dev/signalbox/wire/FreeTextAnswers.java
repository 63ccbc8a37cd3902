package dev.signalbox.wire;

import dev.signalbox.chat.ChatAnswer;
import dev.signalbox.chat.ChatEvent;
import dev.signalbox.chat.Part;
import dev.signalbox.chat.ToolKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Turns the calls of functions that stand for free-text tools back into calls of those tools, as the answer comes in. */
public final class FreeTextAnswers implements AnswerReader {
    private final AnswerReader answers;
    private final EncodedRequest sent;
    private final Map<Integer, FreeText> open = new HashMap<>();

    private FreeTextAnswers(AnswerReader answers, EncodedRequest sent) {
        this.answers = answers;
        this.sent = sent;
    }

    /** The reader itself where no free-text tool was sent as a function. */
    public static AnswerReader around(AnswerReader answers, EncodedRequest sent) {
        return sent.freeTextTools().isEmpty() ? answers : new FreeTextAnswers(answers, sent);
    }

    @Override
    public List<ChatEvent> read(Frame frame) {
        return unwrapped(answers.read(frame));
    }

    @Override
    public List<ChatEvent> end() {
        return unwrapped(answers.end());
    }

    private List<ChatEvent> unwrapped(List<ChatEvent> events) {
        var out = new ArrayList<ChatEvent>(events.size());
        events.forEach(e -> pass(e, out));
        return out;
    }

    private void pass(ChatEvent event, List<ChatEvent> out) {
        switch (event) {
            case ChatEvent.ToolCallStarted c
            when wraps(c.name(), c.kind()) -> {
                open.put(c.part(), new FreeText());
                out.add(new ChatEvent.ToolCallStarted(c.part(), c.id(), c.name(), ToolKind.CUSTOM));
            }
            case ChatEvent.ToolArgumentsDelta a
            when open.containsKey(a.part()) -> add(a.part(), open.get(a.part()).feed(a.text()), out);
            case ChatEvent.PartFinished p
            when open.containsKey(p.part()) -> {
                add(p.part(), open.remove(p.part()).end(), out);
                out.add(p);
            }
            default -> out.add(event);
        }
    }

    private static void add(int part, String text, List<ChatEvent> out) {
        if (!text.isEmpty()) {
            out.add(new ChatEvent.ToolArgumentsDelta(part, text));
        }
    }

    private boolean wraps(String name, ToolKind kind) {
        return kind == ToolKind.FUNCTION && sent.kind(name) == ToolKind.CUSTOM;
    }

    @Override
    public ChatAnswer whole(byte[] body) {
        var answer = answers.whole(body);
        var choices = answer.choices().stream().map(this::unwrapped).toList();
        return new ChatAnswer(answer.id(), answer.model(), answer.createdAt(), choices, answer.usage());
    }

    private ChatAnswer.Choice unwrapped(ChatAnswer.Choice choice) {
        var parts = choice.parts().stream().map(this::unwrapped).toList();
        return new ChatAnswer.Choice(choice.index(), parts, choice.finish(), choice.stopSequence(), choice.logprobs());
    }

    private Part unwrapped(Part part) {
        return part instanceof Part.ToolCall c && wraps(c.name(), c.kind())
                ? new Part.ToolCall(
                        c.id(), c.name(), FreeText.unwrap(c.arguments()), ToolKind.CUSTOM, c.signature(), c.cache())
                : part;
    }
}
