package dev.signalbox.wire;

import dev.signalbox.chat.ChatAnswer;
import dev.signalbox.chat.Part;
import dev.signalbox.chat.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** An answer without what a protocol may say in several ways: how text is cut, and where it stands among calls. */
final class SameAnswer {
    private SameAnswer() {}

    static List<Object> normal(Protocol protocol, ChatAnswer answer) {
        var all = new ArrayList<Object>(List.of(answer.model(), String.valueOf(answer.usage())));
        for (var choice : answer.choices()) {
            all.add(choice.index() + " " + choice.finish() + " " + choice.stopSequence());
            all.add(
                    switch (protocol) {
                        case OPENAI_CHAT, OLLAMA -> gathered(choice.parts());
                        case GEMINI -> List.of(sources(choice.parts()), joined(withoutSources(choice.parts())));
                        case OPENAI_RESPONSES, ANTHROPIC_MESSAGES -> joined(choice.parts());
                    });
        }
        return all;
    }

    /** A stream tells sources beside whatever follows their text, which may be another part by then, also behind later ones. */
    private static List<String> sources(List<Part> parts) {
        return parts.stream()
                .flatMap(p -> p instanceof Part.Text t ? t.citations().stream() : Stream.of())
                .map(c -> c.uri() + " " + c.title() + " " + c.raw())
                .sorted()
                .toList();
    }

    private static List<Part> withoutSources(List<Part> parts) {
        return parts.stream()
                .map(p -> p instanceof Part.Text t ? new Part.Text(t.text(), t.cache(), List.of(), t.signature()) : p)
                .toList();
    }

    /** Adjoining texts are one. */
    private static List<Object> joined(List<Part> parts) {
        var out = new ArrayList<Object>();
        var text = new StringBuilder();
        for (var part : parts) {
            if (part instanceof Part.Text t
                    && t.signature() == null
                    && t.citations().isEmpty()) {
                text.append(t.text());
                continue;
            }
            flush(text, out);
            out.add(part);
        }
        flush(text, out);
        return out;
    }

    private static void flush(StringBuilder text, List<Object> out) {
        if (!text.isEmpty()) {
            out.add(text.toString());
            text.setLength(0);
        }
    }

    /** Text, thoughts and calls each have a field of their own. */
    private static List<Object> gathered(List<Part> parts) {
        var text = new StringBuilder();
        var thoughts = new StringBuilder();
        var refusal = new StringBuilder();
        var sources = new ArrayList<String>();
        var calls = new ArrayList<Part>();
        var rest = new ArrayList<Part>();
        for (var part : parts) {
            switch (part) {
                case Part.Text t -> {
                    text.append(t.text());
                    t.citations().forEach(c -> sources.add(String.valueOf(c.uri())));
                }
                case Part.Thinking t -> thoughts.append(t.text());
                case Part.Refusal r -> refusal.append(r.text());
                case Part.ToolCall c -> calls.add(c);
                default -> rest.add(part);
            }
        }
        return List.of(thoughts.toString(), text.toString(), refusal.toString(), sources, calls, rest);
    }
}
