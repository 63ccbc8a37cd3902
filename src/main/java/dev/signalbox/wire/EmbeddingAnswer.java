package dev.signalbox.wire;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.chat.ChatException;
import dev.signalbox.chat.Failure;
import dev.signalbox.chat.TokenUsage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;

/** What the gateway reads of an embeddings answer, and how another provider's becomes OpenAI's. */
public final class EmbeddingAnswer {
    private EmbeddingAnswer() {}

    /**
     * The tokens that were embedded.
     *
     * @throws ChatException with 502 when it is no such answer
     */
    public static TokenUsage usage(byte[] body) {
        var answer = Json.parse(body).orElseGet(Json::object);
        if (!answer.path("data").isArray()) {
            throw none();
        }
        return TokenUsage.of(answer.path("usage").path("prompt_tokens").asLong(0), 0);
    }

    static ChatException none() {
        return Failure.of(Failure.Kind.OVERLOADED, 502, "The provider's answer holds no embeddings.")
                .asException();
    }

    /** A provider's answer to a part of a request. */
    public record Part(EmbeddingRequest request, byte[] body) {}

    /**
     * Another provider's answers in OpenAI's form.
     *
     * @param estimate the tokens where the provider counted none
     * @throws ChatException with 502 when they do not hold a vector for each input
     */
    public static byte[] translated(List<Part> parts, ProviderEmbeddings provider, String model, long estimate) {
        var node = Json.object().put("object", "list");
        var data = node.putArray("data");
        long tokens = 0;
        for (var part : parts) {
            var answer = Json.parse(part.body()).orElseGet(Json::object);
            vectors(answer, provider, part.request()).forEach(vector -> {
                var one = data.addObject().put("object", "embedding").put("index", data.size() - 1);
                if (part.request().base64()) {
                    one.put("embedding", base64(vector.valueStream().toList()));
                } else {
                    one.set("embedding", vector);
                }
            });
            long told = provider.tokens(answer);
            tokens = told < 0 || tokens < 0 ? -1 : tokens + told;
        }
        long counted = tokens < 0 ? estimate : tokens;
        node.put("model", model)
                .putObject("usage")
                .put("prompt_tokens", counted)
                .put("total_tokens", counted);
        return Json.bytes(node);
    }

    private static List<JsonNode> vectors(JsonNode answer, ProviderEmbeddings provider, EmbeddingRequest request) {
        var vectors = provider.vectors(answer);
        if (vectors.size() != request.inputs().size() || !vectors.stream().allMatch(JsonNode::isArray)) {
            throw none();
        }
        return vectors;
    }

    private static String base64(List<JsonNode> vector) {
        var bytes = ByteBuffer.allocate(vector.size() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        vector.forEach(v -> bytes.putFloat((float) v.asDouble()));
        return Base64.getEncoder().encodeToString(bytes.array());
    }
}
