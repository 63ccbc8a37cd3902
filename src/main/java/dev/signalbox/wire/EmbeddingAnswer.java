package dev.signalbox.wire;

import dev.signalbox.chat.Failure;
import dev.signalbox.chat.TokenUsage;

/** What the gateway reads of an OpenAI embeddings answer, which otherwise passes as it is. */
public final class EmbeddingAnswer {
    private EmbeddingAnswer() {}

    /**
     * The tokens that were embedded.
     *
     * @throws dev.signalbox.chat.ChatException with 502 when it is no such answer
     */
    public static TokenUsage usage(byte[] body) {
        var answer = Json.parse(body).orElseGet(Json::object);
        if (!answer.path("data").isArray()) {
            throw Failure.of(Failure.Kind.OVERLOADED, 502, "The provider's answer holds no embeddings.")
                    .asException();
        }
        return TokenUsage.of(answer.path("usage").path("prompt_tokens").asLong(0), 0);
    }
}
