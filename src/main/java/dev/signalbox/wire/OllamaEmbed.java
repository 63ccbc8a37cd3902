package dev.signalbox.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.chat.Protocol;
import java.util.List;
import java.util.OptionalLong;

/** Ollama's clients: OpenAI's request but for a few fields, and an answer of its own; the older operation has a prompt for the input. */
final class OllamaEmbed implements ClientEmbeddings {
    private static final List<String> OWN = List.of("truncate", "options", "keep_alive");

    private final boolean prompt;

    OllamaEmbed(boolean prompt) {
        this.prompt = prompt;
    }

    @Override
    public boolean speaks(Protocol provider) {
        return provider == Protocol.OLLAMA;
    }

    /** A server that has both operations embeds alike by both, but for the vectors' length, which is one by the newer. */
    @Override
    public byte[] toOwn(byte[] body, String model) {
        return prompt ? Json.bytes(withInput(body)) : body;
    }

    private ObjectNode withInput(byte[] body) {
        var request = Json.request(body);
        if (prompt) {
            var text = new Fields(request, "").requiredString("prompt");
            request.remove("prompt");
            request.put("input", text);
        }
        return request;
    }

    @Override
    public byte[] fromOwn(byte[] answer) {
        var body = read(answer);
        if (!body.path("embeddings").isArray()
                || (prompt && body.path("embeddings").isEmpty())) {
            throw EmbeddingAnswer.none();
        }
        return prompt ? one(body.path("embeddings").get(0)) : answer;
    }

    private static byte[] one(JsonNode vector) {
        return Json.bytes(Json.object().set("embedding", vector));
    }

    @Override
    public OptionalLong tokens(byte[] answer) {
        var count = read(answer).path("prompt_eval_count");
        return count.isIntegralNumber() ? OptionalLong.of(count.asLong()) : OptionalLong.empty();
    }

    private static JsonNode read(byte[] answer) {
        return Json.parse(answer).orElseGet(Json::object);
    }

    @Override
    public List<String> texts(byte[] body) {
        return EmbeddingRequest.of(Json.bytes(withInput(body))).inputs();
    }

    @Override
    public List<String> losses(byte[] body) {
        var request = Json.request(body);
        return OWN.stream().filter(field -> request.hasNonNull(field)).toList();
    }

    @Override
    public byte[] toOpenAi(byte[] body, String model) {
        var request = withInput(body);
        request.remove(OWN);
        return Json.bytes(request);
    }

    @Override
    public byte[] fromOpenAi(byte[] openAi) {
        var answer = read(openAi);
        var vectors = answer.path("data")
                .valueStream()
                .map(one -> one.path("embedding"))
                .toList();
        if (prompt) {
            if (vectors.isEmpty()) {
                throw EmbeddingAnswer.none();
            }
            return one(vectors.getFirst());
        }
        var body = Json.object().put("model", answer.path("model").asText());
        vectors.forEach(body.putArray("embeddings")::add);
        return Json.bytes(
                body.put("prompt_eval_count", answer.at("/usage/prompt_tokens").asLong()));
    }
}
