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

    /**
     * Another provider's answer in OpenAI's form.
     *
     * @param estimate the tokens where the provider counted none
     * @throws ChatException with 502 when it does not hold a vector for each input
     */
    public static byte[] translated(
            byte[] body, ProviderEmbeddings provider, EmbeddingRequest request, String model, long estimate) {
        var answer = Json.parse(body).orElseGet(Json::object);
        var vectors = provider.vectors(answer);
        if (vectors.size() != request.inputs().size() || !vectors.stream().allMatch(JsonNode::isArray)) {
            throw none();
        }
        var node = Json.object().put("object", "list");
        var data = node.putArray("data");
        for (int i = 0; i < vectors.size(); i++) {
            var one = data.addObject().put("object", "embedding").put("index", i);
            if (request.base64()) {
                one.put("embedding", base64(vectors.get(i).valueStream().toList()));
            } else {
                one.set("embedding", vectors.get(i));
            }
        }
        long tokens = provider.tokens(answer) < 0 ? estimate : provider.tokens(answer);
        node.put("model", model).putObject("usage").put("prompt_tokens", tokens).put("total_tokens", tokens);
        return Json.bytes(node);
    }

    private static String base64(List<JsonNode> vector) {
        var bytes = ByteBuffer.allocate(vector.size() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        vector.forEach(v -> bytes.putFloat((float) v.asDouble()));
        return Base64.getEncoder().encodeToString(bytes.array());
    }
}
