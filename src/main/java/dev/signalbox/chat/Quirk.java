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
    NO_REASONING,
    /** Takes {@code thinking: {type: enabled|disabled}} in Chat to turn thinking on and off (GLM, DeepSeek, Kimi). */
    THINKING_OBJECT,
    /** Takes {@code enable_thinking} and {@code thinking_budget} in Chat (Qwen). */
    ENABLE_THINKING,
    /** Gives its thoughts as parts of the content of Chat messages, and takes them back there only (Mistral). */
    THINKING_PARTS,

    /** Writes its thoughts into the text of a Chat answer, between {@code <think>} tags (MiniMax). */
    THINK_TAGS,
    /** Knows no tools. */
    NO_TOOLS,
    /** Refuses a tool choice that forces a call; only auto and none pass. */
    NO_FORCED_TOOL_CHOICE,
    /** Refuses a conversation that ends with an assistant turn. */
    NO_PREFILL,
    /** Wants user and assistant turns to alternate. */
    ALTERNATE_ROLES,
    /** Refuses stop sequences. */
    NO_STOP,
    /** Refuses {@code presence_penalty} and {@code frequency_penalty}. */
    NO_PENALTIES,
    /** Refuses {@code metadata}, {@code store} and other fields that only describe the client. */
    NO_METADATA,
    /** Refuses Anthropic's {@code output_config}. */
    NO_OUTPUT_CONFIG,
    /** Honours Anthropic's {@code cache_control} on the content parts of Chat messages. */
    CACHE_CONTROL_IN_CHAT,
    /** Refuses {@code reasoning_content} in Chat messages (OpenAI itself). */
    NO_REASONING_CONTENT,
    /** Takes text only in Chat tool messages (OpenAI itself); pictures follow in a user message. */
    NO_TOOL_IMAGES,
    /** Answers as a stream only. */
    STREAM_ONLY,
    /** Has no {@code count_tokens} beside its Messages endpoint. */
    NO_COUNT_TOKENS,
    /** Its bodies are in a format of its own, near the protocol it is filed under: no client's bytes pass as they are. */
    OWN_FORMAT,
    /** Takes cache points in Converse. */
    CACHE_POINTS,
    /** Takes Nova's own fields in Converse: {@code topK}, {@code reasoningConfig}, and a choice of one tool by name. */
    NOVA_FIELDS;

    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Quirk> of(String id) {
        return Arrays.stream(values()).filter(q -> q.id().equals(id)).findFirst();
    }
}
