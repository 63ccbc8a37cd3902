package dev.signalbox.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.chat.ChatEvent;
import dev.signalbox.chat.Extras;
import dev.signalbox.chat.RawJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Log probabilities of tokens, as asked for and as answered. OpenAI's two protocols and Ollama describe a token alike; Google
 * keeps the chosen tokens and their rivals in two lists.
 */
public final class Logprobs {
    /** What asks a Responses provider for them. */
    public static final String INCLUDE = "message.output_text.logprobs";

    private static final Set<String> UNDERSTOOD = Set.of(INCLUDE, "reasoning.encrypted_content");

    /**
     * What a client asks.
     *
     * @param top how many rivals of each token, null when not said
     * @param paths the client's fields that say so
     */
    public record Wish(@Nullable Integer top, List<String> paths) {
        public Wish {
            paths = List.copyOf(paths);
        }
    }

    private Logprobs() {}

    /** Null when none are asked for. */
    public static @Nullable Wish wish(Extras extras) {
        var other = extras.other();
        return switch (extras.origin()) {
            case OPENAI_CHAT, OLLAMA ->
                isTrue(other.get("logprobs"))
                        ? new Wish(number(other.get("top_logprobs")), List.of("logprobs", "top_logprobs"))
                        : null;
            case OPENAI_RESPONSES ->
                included(other.get("include"))
                        ? new Wish(number(other.get("top_logprobs")), List.of("include", "top_logprobs"))
                        : null;
            case GEMINI ->
                isTrue(other.get("generationConfig.responseLogprobs"))
                        ? new Wish(
                                number(other.get("generationConfig.logprobs")),
                                List.of("generationConfig.responseLogprobs", "generationConfig.logprobs"))
                        : null;
            case ANTHROPIC_MESSAGES -> null;
        };
    }

    private static boolean isTrue(@Nullable RawJson value) {
        return value != null && value.text().equals("true");
    }

    private static @Nullable Integer number(@Nullable RawJson value) {
        var tree = value == null ? null : Json.tree(value);
        return tree != null && tree.isInt() ? Integer.valueOf(tree.intValue()) : null;
    }

    private static boolean included(@Nullable RawJson include) {
        var list = include == null ? Json.array() : Json.tree(include);
        boolean asked = list.valueStream().anyMatch(i -> i.asText().equals(INCLUDE));
        return asked && list.valueStream().allMatch(i -> UNDERSTOOD.contains(i.asText()));
    }

    /** The tokens as OpenAI describes them, whoever gave them; empty where the form is not known. */
    public static ArrayNode tokens(ChatEvent.Logprobs given) {
        var raw = Json.tree(given.raw());
        return switch (given.origin()) {
            case OPENAI_CHAT -> raw.path("content") instanceof ArrayNode list ? list : Json.array();
            case OPENAI_RESPONSES -> raw instanceof ArrayNode list ? list : Json.array();
            case GEMINI -> ofGoogle(raw);
            case OLLAMA -> ofOllama(raw);
            case ANTHROPIC_MESSAGES -> Json.array();
        };
    }

    /** OpenAI's form without what says nothing. */
    private static ArrayNode ofOllama(JsonNode raw) {
        var tokens = Json.array();
        for (var given : raw) {
            var token = ofOllama(given, tokens.addObject());
            var top = token.putArray("top_logprobs");
            given.path("top_logprobs").forEach(rival -> ofOllama(rival, top.addObject()));
        }
        return tokens;
    }

    private static ObjectNode ofOllama(JsonNode given, ObjectNode token) {
        var text = given.path("token").asText();
        token.put("token", text).set("logprob", given.path("logprob"));
        if (given.path("bytes") instanceof ArrayNode bytes) {
            token.set("bytes", bytes);
        } else {
            bytes(text, token);
        }
        return token;
    }

    /** Tokens in OpenAI's form as Ollama's. */
    public static ArrayNode toOllama(ArrayNode tokens) {
        var list = Json.array();
        for (var token : tokens) {
            var written = toOllama(token, list.addObject());
            if (!token.path("top_logprobs").isEmpty()) {
                var top = written.putArray("top_logprobs");
                token.get("top_logprobs").forEach(rival -> toOllama(rival, top.addObject()));
            }
        }
        return list;
    }

    private static ObjectNode toOllama(JsonNode token, ObjectNode written) {
        written.put("token", token.path("token").asText()).set("logprob", token.path("logprob"));
        if (token.path("bytes").isArray()) {
            written.set("bytes", token.get("bytes"));
        }
        return written;
    }

    private static ArrayNode ofGoogle(JsonNode raw) {
        var tokens = Json.array();
        var rivals = raw.path("topCandidates");
        for (var chosen : raw.path("chosenCandidates")) {
            var token = ofGoogle(chosen, tokens.addObject());
            var top = token.putArray("top_logprobs");
            rivals.path(tokens.size() - 1).path("candidates").forEach(c -> ofGoogle(c, top.addObject()));
        }
        return tokens;
    }

    private static ObjectNode ofGoogle(JsonNode candidate, ObjectNode token) {
        var text = candidate.path("token").asText();
        token.put("token", text).set("logprob", candidate.path("logProbability"));
        bytes(text, token);
        return token;
    }

    private static void bytes(String text, ObjectNode token) {
        var bytes = token.putArray("bytes");
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            bytes.add(b & 0xff);
        }
    }

    /** Tokens in OpenAI's form as Google's {@code logprobsResult}. */
    public static ObjectNode toGoogle(ArrayNode tokens) {
        var result = Json.object();
        var top = result.putArray("topCandidates");
        var chosen = result.putArray("chosenCandidates");
        for (var token : tokens) {
            toGoogle(token, chosen.addObject());
            var candidates = top.addObject().putArray("candidates");
            token.path("top_logprobs").forEach(t -> toGoogle(t, candidates.addObject()));
        }
        return result;
    }

    private static void toGoogle(JsonNode token, ObjectNode candidate) {
        candidate.put("token", token.path("token").asText()).set("logProbability", token.path("logprob"));
    }
}
