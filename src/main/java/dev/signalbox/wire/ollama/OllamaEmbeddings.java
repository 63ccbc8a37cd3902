package dev.signalbox.wire.ollama;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.Service;
import dev.signalbox.chat.Protocol;
import dev.signalbox.wire.EmbeddingRequest;
import dev.signalbox.wire.Json;
import dev.signalbox.wire.ProviderEmbeddings;
import java.util.List;

/** {@code /api/embed}: all texts at once. */
@Service
final class OllamaEmbeddings implements ProviderEmbeddings {
    @Override
    public Protocol protocol() {
        return Protocol.OLLAMA;
    }

    @Override
    public byte[] writeRequest(EmbeddingRequest request, String model) {
        var body = Json.object().put("model", model);
        request.inputs().forEach(body.putArray("input")::add);
        if (request.dimensions() != null) {
            body.put("dimensions", request.dimensions());
        }
        return Json.bytes(body);
    }

    @Override
    public List<JsonNode> vectors(JsonNode answer) {
        return answer.path("embeddings").valueStream().toList();
    }

    @Override
    public long tokens(JsonNode answer) {
        return answer.path("prompt_eval_count").asLong(-1);
    }
}
