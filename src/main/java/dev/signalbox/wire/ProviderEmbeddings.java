package dev.signalbox.wire;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.chat.Protocol;
import java.util.List;

/** Embeddings of a protocol that is not OpenAI's. */
public interface ProviderEmbeddings {
    Protocol protocol();

    /** How many texts one request may hold. */
    default int most() {
        return Integer.MAX_VALUE;
    }

    byte[] writeRequest(EmbeddingRequest request, String model);

    /** The vectors of an answer in the order of the inputs; empty when it is no such answer. */
    List<JsonNode> vectors(JsonNode answer);

    /** The tokens that the provider counted, negative when it does not say. */
    long tokens(JsonNode answer);
}
