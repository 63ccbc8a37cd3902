package dev.signalbox.chat;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a provider or model differs from its protocol; data in the catalogue, honoured by the writers. */
public enum Quirk {
    /** Takes role {@code system} only; developer prompts are sent as system. */
    NO_DEVELOPER_ROLE,
    /** Refuses {@code max_tokens}; wants {@code max_completion_tokens}. */
    MAX_COMPLETION_TOKENS,
    /** Does not know {@code max_completion_tokens}; wants {@code max_tokens}. */
    NO_MAX_COMPLETION_TOKENS,
    /** Wants its {@code reasoning_content} back in assistant messages. */
    ECHOES_REASONING_CONTENT,
    /** Refuses {@code stream_options}. */
    NO_STREAM_OPTIONS,
    /** Refuses {@code parallel_tool_calls}. */
    NO_PARALLEL_TOOL_CALLS,
    /** Has no {@code response_format} of type {@code json_schema}. */
    NO_JSON_SCHEMA,
    /** Takes no images. */
    NO_IMAGES,
    /** Refuses {@code temperature} and {@code top_p}. */
    NO_TEMPERATURE,
    /** Demands a thought signature on the first call of each step (Gemini 3). */
    GEMINI_THOUGHT_SIGNATURES,
    /** Has no thinking: every thinking field is left out. */
    NO_REASONING;

    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Quirk> of(String id) {
        return Arrays.stream(values()).filter(q -> q.id().equals(id)).findFirst();
    }
}
