package dev.signalbox.wire;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.chat.TokenUsage;
import java.util.List;

/** Embeddings as Ollama's clients ask for them: OpenAI's request but for a few fields, and an answer of its own. */
public final class OllamaEmbed {
    private static final List<String> OWN = List.of("truncate", "options", "keep_alive");

    private OllamaEmbed() {}

    /** The fields that only an Ollama server knows. */
    public static List<String> losses(byte[] request) {
        var body = Json.request(request);
        return OWN.stream().filter(field -> body.hasNonNull(field)).toList();
    }

    /** The request in OpenAI's form. */
    public static byte[] request(byte[] request) {
        var body = Json.request(request);
        body.remove(OWN);
        return Json.bytes(body);
    }

    /** OpenAI's answer in Ollama's form. */
    public static byte[] answer(byte[] openAi) {
        var answer = Json.parse(openAi).orElseGet(Json::object);
        var body = Json.object().put("model", answer.path("model").asText());
        var vectors = body.putArray("embeddings");
        answer.path("data").valueStream().map(one -> one.path("embedding")).forEach(vectors::add);
        return Json.bytes(
                body.put("prompt_eval_count", answer.at("/usage/prompt_tokens").asLong()));
    }

    /**
     * The tokens that an Ollama server counted.
     *
     * @throws dev.signalbox.chat.ChatException with 502 when it is no such answer
     */
    public static TokenUsage usage(byte[] answer) {
        JsonNode body = Json.parse(answer).orElseGet(Json::object);
        if (!body.path("embeddings").isArray()) {
            throw EmbeddingAnswer.none();
        }
        return TokenUsage.of(body.path("prompt_eval_count").asLong(0), 0);
    }
}
