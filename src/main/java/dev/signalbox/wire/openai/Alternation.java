package dev.signalbox.wire.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.wire.Json;

/** For servers whose chat template wants the system prompt first and user and assistant in turn. */
final class Alternation {
    private Alternation() {}

    static void merge(ArrayNode messages) {
        boolean started = false;
        for (int i = 0; i < messages.size(); i++) {
            if (messages.get(i) instanceof ObjectNode message) {
                boolean system = role(message).equals("system") || role(message).equals("developer");
                if (system && started) {
                    message.put("role", "user");
                }
                started |= !system;
                if (i > 0 && messages.get(i - 1) instanceof ObjectNode before && joins(before, message)) {
                    before.set("content", joined(before.path("content"), message.path("content")));
                    messages.remove(i);
                    i--;
                }
            }
        }
    }

    private static String role(JsonNode message) {
        return message.path("role").asText();
    }

    private static boolean joins(ObjectNode before, ObjectNode message) {
        boolean plain = !before.has("tool_calls")
                && !message.has("tool_calls")
                && !role(message).equals("tool");
        return plain && role(before).equals(role(message));
    }

    private static JsonNode joined(JsonNode before, JsonNode after) {
        if (before.isTextual() && after.isTextual()) {
            return Json.object().textNode(before.asText() + "\n\n" + after.asText());
        }
        var parts = Json.array();
        add(parts, before);
        add(parts, after);
        return parts;
    }

    private static void add(ArrayNode parts, JsonNode content) {
        if (content.isTextual()) {
            parts.addObject().put("type", "text").put("text", content.asText());
        } else {
            content.forEach(parts::add);
        }
    }
}
