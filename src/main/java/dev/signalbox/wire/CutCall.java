package dev.signalbox.wire;

import dev.signalbox.chat.ChatAnswer;
import dev.signalbox.chat.FinishReason;
import dev.signalbox.chat.Part;
import dev.signalbox.chat.ToolKind;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Tells a call whose arguments were cut off by the end of the answer. Where arguments are an object, half of one cannot be
 * shown without looking like a whole one, so that such a call is left out; the reason for the end tells that something is missing.
 */
public final class CutCall {
    private CutCall() {}

    /** Whether an answer that ends for this reason may end in the middle of what it was saying. */
    public static boolean cuts(FinishReason reason) {
        return reason == FinishReason.LENGTH || reason == FinishReason.CONTENT_FILTER;
    }

    /** Whether these arguments break off; {@code last} says that nothing follows them, and that nothing at all may be a beginning. */
    public static boolean breaksOff(ToolKind kind, String arguments, boolean last) {
        return kind != ToolKind.CUSTOM
                && (arguments.isBlank() ? last : Json.parse(arguments).isEmpty());
    }

    /** The parts of a whole answer without the calls that were cut. */
    public static List<Part> without(ChatAnswer.Choice choice) {
        var parts = choice.parts();
        if (!cuts(choice.finish())) {
            return parts;
        }
        return IntStream.range(0, parts.size())
                .filter(i -> !(parts.get(i) instanceof Part.ToolCall c
                        && breaksOff(c.kind(), c.arguments(), i == parts.size() - 1)))
                .mapToObj(parts::get)
                .toList();
    }
}
