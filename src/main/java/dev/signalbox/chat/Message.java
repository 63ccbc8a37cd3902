package dev.signalbox.chat;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One turn of the conversation. System and developer prompts are messages at the place they were given; a prompt given
 * outside the turns (Anthropic {@code system}, Responses {@code instructions}, Gemini {@code systemInstruction}) comes first.
 */
public record Message(Role role, List<Part> parts, @Nullable String name) {
    public Message {
        parts = List.copyOf(parts);
    }

    public static Message of(Role role, Part... parts) {
        return new Message(role, List.of(parts), null);
    }

    public static Message of(Role role, List<Part> parts) {
        return new Message(role, parts, null);
    }
}
