package dev.signalbox.wire.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.Service;
import dev.signalbox.chat.Protocol;
import dev.signalbox.wire.EmbeddingRequest;
import dev.signalbox.wire.Json;
import dev.signalbox.wire.ProviderEmbeddings;
import java.util.List;

/** {@code batchEmbedContents}: one request for each text, under one model. */
@Service
final class GeminiEmbeddings implements ProviderEmbeddings {
    @Override
    public Protocol protocol() {
        return Protocol.GEMINI;
    }

    /** The API refuses a larger batch. */
    @Override
    public int most() {
        return 100;
    }

    @Override
    public byte[] writeRequest(EmbeddingRequest request, String model) {
        var body = Json.object();
        var requests = body.putArray("requests");
        for (var text : request.inputs()) {
            var one = requests.addObject().put("model", model.startsWith("models/") ? model : "models/" + model);
            one.putObject("content").putArray("parts").addObject().put("text", text);
            if (request.dimensions() != null) {
                one.put("outputDimensionality", request.dimensions());
            }
        }
        return Json.bytes(body);
    }

    /** Some servers answer a batch of one as they answer one. */
    @Override
    public List<JsonNode> vectors(JsonNode answer) {
        var one = answer.path("embedding");
        if (one.isObject()) {
            return List.of(one.path("values"));
        }
        return answer.path("embeddings")
                .valueStream()
                .map(e -> e.path("values"))
                .toList();
    }

    @Override
    public long tokens(JsonNode answer) {
        return answer.at("/usageMetadata/promptTokenCount").asLong(-1);
    }
}
