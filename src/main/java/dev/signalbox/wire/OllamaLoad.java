package dev.signalbox.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Ollama's requests that ask for nothing but that a model be loaded or let go, and how Ollama answers them. There is nothing to
 * load elsewhere, and no reason to pay for an answer.
 *
 * @see <a href="https://github.com/ollama/ollama/blob/main/docs/api.md">Ollama's API</a>
 */
public enum OllamaLoad {
    CHAT {
        @Override
        boolean asksNothing(JsonNode body) {
            return nothing(body.path("messages"));
        }

        @Override
        ObjectNode answer(ObjectNode body, Instant now) {
            var answer = head(body, now);
            answer.putObject("message").put("role", "assistant").put("content", "");
            return done(answer, body);
        }
    },
    GENERATE {
        @Override
        boolean asksNothing(JsonNode body) {
            return nothing(body.path("prompt"));
        }

        @Override
        ObjectNode answer(ObjectNode body, Instant now) {
            return done(head(body, now).put("response", ""), body);
        }
    },
    EMBED {
        @Override
        boolean asksNothing(JsonNode body) {
            return nothing(body.path("input"));
        }

        @Override
        ObjectNode answer(ObjectNode body, Instant now) {
            var answer = Json.object();
            answer.set("model", body.path("model"));
            answer.putArray("embeddings");
            return answer;
        }
    },
    EMBED_PROMPT {
        @Override
        boolean asksNothing(JsonNode body) {
            return nothing(body.path("prompt"));
        }

        @Override
        ObjectNode answer(ObjectNode body, Instant now) {
            var answer = Json.object();
            answer.putArray("embedding");
            return answer;
        }
    };

    private static final int LONGEST = 4096; // a longer request asks for something
    private static final Pattern NO_TIME = Pattern.compile("[+-]?(0+(\\.0*)?(ns|us|µs|ms|s|m|h)?)+");

    abstract boolean asksNothing(JsonNode body);

    abstract ObjectNode answer(ObjectNode body, Instant now);

    /** The answer to a request of this operation that asks for nothing else; empty when it asks for more. */
    public Optional<byte[]> answer(byte[] request, Instant now) {
        if (request.length > LONGEST) {
            return Optional.empty();
        }
        return Json.parse(request)
                .filter(ObjectNode.class::isInstance)
                .map(ObjectNode.class::cast)
                .filter(body -> body.path("model").isTextual() && asksNothing(body))
                .map(body -> Json.bytes(answer(body, now)));
    }

    private static boolean nothing(JsonNode value) {
        return value.isMissingNode()
                || value.isNull()
                || (value.isArray() && value.isEmpty())
                || (value.isTextual() && value.textValue().isEmpty());
    }

    private static ObjectNode head(ObjectNode body, Instant now) {
        var answer = Json.object();
        answer.set("model", body.path("model"));
        return answer.put("created_at", now.toString());
    }

    private static ObjectNode done(ObjectNode answer, ObjectNode body) {
        var keep = body.path("keep_alive");
        boolean unload = (keep.isNumber() && keep.asDouble() == 0)
                || (keep.isTextual() && NO_TIME.matcher(keep.textValue()).matches());
        return answer.put("done", true).put("done_reason", unload ? "unload" : "load");
    }
}
