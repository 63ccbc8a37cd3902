package dev.signalbox.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.chat.Protocol;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gemini's clients: contents instead of texts, one or a batch.
 *
 * @see <a href="https://ai.google.dev/api/embeddings">Embeddings</a>
 */
final class GeminiEmbed implements ClientEmbeddings {
    private static final Set<String> PLACED =
            Set.of("model", "content", "outputDimensionality", "output_dimensionality");

    private final boolean one;

    GeminiEmbed(boolean one) {
        this.one = one;
    }

    @Override
    public boolean speaks(Protocol provider) {
        return provider == Protocol.GEMINI;
    }

    /** A batch, every request of which names the model again. */
    @Override
    public byte[] toOwn(byte[] body, String model) {
        var batch = Json.object();
        var list = batch.putArray("requests");
        var name = model.startsWith("models/") ? model : "models/" + model;
        requests(body).forEach(request -> list.add(request.node().put("model", name)));
        return Json.bytes(batch);
    }

    private List<Fields> requests(byte[] body) {
        var fields = new Fields(Json.request(body), "");
        var requests = one ? List.of(fields) : fields.objects("requests");
        if (requests.isEmpty()) {
            throw Fields.wrong("requests", "must hold at least one request");
        }
        requests.forEach(request -> request.requiredObject("content"));
        return requests;
    }

    @Override
    public byte[] fromOwn(byte[] answer) {
        var body = Json.parse(answer).orElseGet(Json::object);
        var vectors = new ArrayList<JsonNode>();
        body.path("embeddings").forEach(vectors::add);
        if (vectors.isEmpty() && body.path("embedding").isObject()) {
            vectors.add(body.get("embedding")); // some servers answer a batch of one as they answer one
        }
        return written(vectors, body.path("usageMetadata"));
    }

    private byte[] written(List<JsonNode> vectors, JsonNode usage) {
        if (vectors.isEmpty()) {
            throw EmbeddingAnswer.none();
        }
        var body = Json.object();
        if (one) {
            body.set("embedding", vectors.getFirst());
        } else {
            vectors.forEach(body.putArray("embeddings")::add);
        }
        if (usage.isObject()) {
            body.set("usageMetadata", usage);
        }
        return Json.bytes(body);
    }

    @Override
    public OptionalLong tokens(byte[] answer) {
        var count = Json.parse(answer).orElseGet(Json::object).at("/usageMetadata/promptTokenCount");
        return count.isIntegralNumber() ? OptionalLong.of(count.asLong()) : OptionalLong.empty();
    }

    @Override
    public List<String> texts(byte[] body) {
        return requests(body).stream().map(GeminiEmbed::text).toList();
    }

    private static String text(Fields request) {
        var parts = parts(request).stream().map(part -> part.string("text")).toList();
        return String.join("\n", parts.stream().filter(text -> text != null).toList());
    }

    private static List<Fields> parts(Fields request) {
        var content = request.requiredObject("content");
        return content.get("parts") instanceof ObjectNode part
                ? List.of(new Fields(part, content.at("parts")))
                : content.objects("parts");
    }

    @Override
    public List<String> losses(byte[] body) {
        var losses = new LinkedHashSet<String>();
        var path = one ? "" : "requests.";
        for (var request : requests(body)) {
            request.node().fieldNames().forEachRemaining(name -> {
                if (!PLACED.contains(name) && request.has(name)) {
                    losses.add(path + name);
                }
            });
            for (var part : parts(request)) {
                part.node().fieldNames().forEachRemaining(kind -> {
                    if (!kind.equals("text")) {
                        losses.add(path + "content.parts." + kind);
                    }
                });
            }
        }
        return List.copyOf(losses);
    }

    @Override
    public byte[] toOpenAi(byte[] body, String model) {
        var openAi = Json.object().put("model", model);
        var input = openAi.putArray("input");
        var dimensions = new LinkedHashSet<@Nullable Integer>();
        for (var request : requests(body)) {
            var text = text(request);
            if (text.isEmpty()) {
                throw Fields.wrong(request.at("content.parts"), "must hold text, this provider embeds nothing else");
            }
            input.add(text);
            var wished = request.integer("outputDimensionality");
            dimensions.add(wished == null ? request.integer("output_dimensionality") : wished);
        }
        if (dimensions.size() > 1) {
            throw Fields.wrong("requests", "must agree in outputDimensionality, this provider makes all vectors alike");
        }
        var wished = dimensions.getFirst();
        if (wished != null) {
            openAi.put("dimensions", wished);
        }
        return Json.bytes(openAi);
    }

    @Override
    public byte[] fromOpenAi(byte[] openAi) {
        var answer = Json.parse(openAi).orElseGet(Json::object);
        var vectors = new ArrayList<JsonNode>();
        answer.path("data").forEach(one -> vectors.add(Json.object().set("values", one.path("embedding"))));
        var usage = Json.object();
        usage.put("promptTokenCount", answer.at("/usage/prompt_tokens").asLong());
        return written(vectors, usage);
    }
}
