package dev.signalbox.wire;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.chat.Failure;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request for embeddings as OpenAI's clients make it.
 *
 * @param inputs the texts, at least one
 * @param dimensions how long the vectors are to be, null for as long as the model makes them
 * @param base64 whether the vectors are wanted as base64 of little-endian floats
 */
public record EmbeddingRequest(
        List<String> inputs, @Nullable Integer dimensions, boolean base64) {
    public EmbeddingRequest {
        inputs = List.copyOf(inputs);
    }

    /**
     * Reads a request for a provider that does not speak OpenAI.
     *
     * @throws dev.signalbox.chat.ChatException with 400 when it is none, or gives tokens instead of text
     */
    public static EmbeddingRequest of(byte[] body) {
        var fields = new Fields(Json.request(body), "");
        var format = fields.string("encoding_format");
        if (format != null && !format.equals("float") && !format.equals("base64")) {
            throw Failure.badRequest("'encoding_format' must be 'float' or 'base64'.", "encoding_format")
                    .asException();
        }
        var dimensions = fields.integer("dimensions");
        if (dimensions != null && dimensions < 1) {
            throw Failure.badRequest("'dimensions' must be at least 1.", "dimensions")
                    .asException();
        }
        return new EmbeddingRequest(inputs(fields.get("input")), dimensions, "base64".equals(format));
    }

    /** The same in requests of so many texts at most, in order. */
    public List<EmbeddingRequest> parts(int most) {
        var parts = new ArrayList<EmbeddingRequest>();
        for (int from = 0; from < inputs.size(); from += most) {
            int to = most < inputs.size() - from ? from + most : inputs.size();
            parts.add(new EmbeddingRequest(inputs.subList(from, to), dimensions, base64));
            if (to == inputs.size()) {
                return parts;
            }
        }
        return parts;
    }

    private static List<String> inputs(@Nullable JsonNode input) {
        if (input == null || (input.isArray() && input.isEmpty())) {
            throw Failure.badRequest("'input' is missing.", "input").asException();
        }
        if (input.isTextual()) {
            return List.of(input.asText());
        }
        if (!input.isArray() || !input.valueStream().allMatch(JsonNode::isTextual)) {
            throw Failure.badRequest(
                            "'input' must be a string or an array of strings; this provider takes no tokens.", "input")
                    .asException();
        }
        return input.valueStream().map(JsonNode::asText).toList();
    }
}
