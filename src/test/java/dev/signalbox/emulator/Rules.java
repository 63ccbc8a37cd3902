package dev.signalbox.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Checks that several protocols share; each words its own refusal. */
final class Rules {
    static final ObjectMapper JSON = new ObjectMapper();

    private Rules() {}

    static Set<String> names(String list) {
        return Set.of(list.split(" "));
    }

    static void onlyKnown(JsonNode object, Set<String> known, Function<String, Refusal> refusal) {
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw refusal.apply(name);
            }
        });
    }

    static void require(boolean condition, String message) {
        if (!condition) {
            throw Refusal.of(message);
        }
    }

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    static ObjectNode parse(String json) {
        try {
            return (ObjectNode) JSON.readTree(json);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw Refusal.of("not JSON: " + json);
        }
    }

    /** The name of the tool that may be called, null when there is none or none may. */
    static @Nullable String offered(JsonNode body, String name) {
        var choice = body.path("tool_choice");
        boolean none = choice.asText().equals("none")
                || choice.path("type").asText().equals("none")
                || body.at("/toolConfig/functionCallingConfig/mode").asText().equals("NONE");
        return none ? null : body.at(name).textValue();
    }

    /** Text of a message whose content is a string or a list of parts. */
    static String text(JsonNode content) {
        if (content.isTextual()) {
            return content.textValue();
        }
        var text = new StringBuilder();
        content.forEach(part -> text.append(part.path("text").asText("")));
        return text.toString();
    }

    static List<JsonNode> list(JsonNode array) {
        return array.valueStream().toList();
    }

    static String sse(ObjectNode data) {
        return "data: " + data + "\n\n";
    }

    static String sse(String event, ObjectNode data) {
        return "event: " + event + "\ndata: " + data + "\n\n";
    }
}
