package dev.signalbox.wire;

import dev.signalbox.chat.ChatRequest;
import dev.signalbox.chat.Extras;
import dev.signalbox.chat.Protocol;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a provider's protocol cannot carry of a request, named as the client's protocol names it; each name once. */
public final class Losses {

    /** A field that most protocols have, with its name in each. */
    public enum Field {
        TEMPERATURE("temperature", "temperature", "temperature", "generationConfig.temperature", "options.temperature"),
        TOP_P("top_p", "top_p", "top_p", "generationConfig.topP", "options.top_p"),
        TOP_K("top_k", "top_k", "top_k", "generationConfig.topK", "options.top_k"),
        FREQUENCY_PENALTY(
                "frequency_penalty",
                "frequency_penalty",
                "frequency_penalty",
                "generationConfig.frequencyPenalty",
                "options.frequency_penalty"),
        PRESENCE_PENALTY(
                "presence_penalty",
                "presence_penalty",
                "presence_penalty",
                "generationConfig.presencePenalty",
                "options.presence_penalty"),
        SEED("seed", "seed", "seed", "generationConfig.seed", "options.seed"),
        STOP("stop", "stop", "stop_sequences", "generationConfig.stopSequences", "options.stop"),
        MAX_TOKENS(
                "max_tokens",
                "max_output_tokens",
                "max_tokens",
                "generationConfig.maxOutputTokens",
                "options.num_predict"),
        CHOICES("n", "n", "n", "generationConfig.candidateCount", "n"),
        TOOLS("tools", "tools", "tools", "tools", "tools"),
        TOOL_CHOICE("tool_choice", "tool_choice", "tool_choice", "toolConfig.functionCallingConfig", "tool_choice"),
        PARALLEL_TOOL_CALLS(
                "parallel_tool_calls",
                "parallel_tool_calls",
                "tool_choice.disable_parallel_tool_use",
                "parallel_tool_calls",
                "parallel_tool_calls"),
        FORMAT("response_format", "text.format", "output_config.format", "generationConfig.responseSchema", "format"),
        REASONING("reasoning_effort", "reasoning.effort", "thinking", "generationConfig.thinkingConfig", "think"),
        REASONING_SUMMARY(
                "reasoning_effort", "reasoning.summary", "thinking", "generationConfig.thinkingConfig", "think"),
        CACHE_CONTROL("cache_control", "cache_control", "cache_control", "cachedContent", "cache_control"),
        USER("user", "user", "metadata.user_id", "labels", "user"),
        PROMPT_CACHE_KEY(
                "prompt_cache_key", "prompt_cache_key", "prompt_cache_key", "cachedContent", "prompt_cache_key"),
        SERVICE_TIER("service_tier", "service_tier", "service_tier", "serviceTier", "service_tier");

        private final String chat;
        private final String responses;
        private final String anthropic;
        private final String gemini;
        private final String ollama;

        Field(String chat, String responses, String anthropic, String gemini, String ollama) {
            this.chat = chat;
            this.responses = responses;
            this.anthropic = anthropic;
            this.gemini = gemini;
            this.ollama = ollama;
        }

        String name(Protocol origin) {
            return switch (origin) {
                case OPENAI_CHAT -> chat;
                case OPENAI_RESPONSES -> responses;
                case ANTHROPIC_MESSAGES -> anthropic;
                case GEMINI -> gemini;
                case OLLAMA -> ollama;
            };
        }
    }

    private static final Set<String> NO_WISH = Set.of("null", "false", "{}", "[]", "\"\"");
    private static final Set<String> DESCRIBE_CLIENT = Set.of("stream_options", "client_metadata");

    private final Protocol origin;
    private final Set<String> paths = new LinkedHashSet<>();

    public Losses(Protocol origin) {
        this.origin = origin;
    }

    /** The losses of a request, what its reader did not understand among them. */
    public static Losses of(ChatRequest request) {
        var losses = new Losses(request.extras().origin());
        losses.paths.addAll(request.extras().unread());
        return losses;
    }

    /** Whether a field of this value (JSON) says no more than a field that is not there. */
    public static boolean asksForNothing(String value) {
        return NO_WISH.contains(value);
    }

    /** What these fields of a provider's protocol are called in a client's, as far as it has them. */
    public static List<String> named(List<String> fields, Protocol provider, Protocol client) {
        if (provider == client) {
            return fields;
        }
        var names = new LinkedHashSet<String>();
        for (var field : fields) {
            Arrays.stream(Field.values())
                    .filter(known -> known.name(provider).equals(field))
                    .findFirst()
                    .ifPresentOrElse(known -> names.add(known.name(client)), () -> names.add(field));
        }
        return List.copyOf(names);
    }

    /** The protocol whose names are used. */
    public Protocol origin() {
        return origin;
    }

    /** Adds a path that is in the client's naming already; a name that cannot be seen stands in quotes. */
    public void add(String path) {
        paths.add(path.isBlank() ? '"' + path + '"' : path);
    }

    public void add(Field field) {
        paths.add(field.name(origin));
    }

    /** Adds a field unless the client left it out. */
    public void addIf(boolean given, Field field) {
        if (given) {
            add(field);
        }
    }

    public void addIf(boolean given, String path) {
        if (given) {
            add(path);
        }
    }

    /** Adds a piece of the conversation by what it is: {@code thinking}, {@code document}, {@code audio}. */
    public void addContent(String what) {
        paths.add(
                switch (origin) {
                    case OPENAI_RESPONSES -> "input.content." + what;
                    case GEMINI -> "contents.parts." + what;
                    case OLLAMA -> "messages." + what;
                    case OPENAI_CHAT, ANTHROPIC_MESSAGES -> "messages.content." + what;
                });
    }

    /**
     * Adds every field beyond the conversation, except where the value asks for nothing that any provider would do.
     */
    public void addOther(Extras extras) {
        extras.other().forEach((path, value) -> {
            boolean nothing = asksForNothing(value.text()) || DESCRIBE_CLIENT.contains(path);
            boolean encrypted = path.equals("include") && value.text().equals("[\"reasoning.encrypted_content\"]");
            boolean cut = path.equals("truncation") && value.text().equals("\"disabled\"");
            if (!nothing && !encrypted && !cut) {
                add(path);
            }
        });
    }

    public List<String> paths() {
        return new ArrayList<>(paths);
    }
}
