package dev.signalbox.chat;

import java.util.Arrays;
import java.util.Optional;

/** The wire protocols that clients and providers speak. */
public enum Protocol {
    OPENAI_CHAT("openai-chat"),
    OPENAI_RESPONSES("openai-responses"),
    ANTHROPIC_MESSAGES("anthropic-messages"),
    GEMINI("gemini"),
    OLLAMA("ollama");

    private final String id;

    Protocol(String id) {
        this.id = id;
    }

    /** The name used in catalogue data and the management API. */
    public String id() {
        return id;
    }

    public static Optional<Protocol> of(String id) {
        return Arrays.stream(values()).filter(p -> p.id.equals(id)).findFirst();
    }
}
