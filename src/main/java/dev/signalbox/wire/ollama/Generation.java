package dev.signalbox.wire.ollama;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.wire.Fields;
import dev.signalbox.wire.Json;
import java.util.List;

/** Where Ollama's generate and chat put the same things. */
final class Generation {
    private static final List<String> PROMPT_WORDS = List.of("prompt", "system", "images");

    private Generation() {}

    /** A request to generate as one to chat. */
    static ObjectNode requestToChat(Fields body) {
        var node = body.node().deepCopy();
        node.remove(PROMPT_WORDS);
        var messages = node.putArray("messages");
        var system = body.string("system");
        if (system != null && !system.isEmpty()) {
            messages.addObject().put("role", "system").put("content", system);
        }
        var prompt = body.string("prompt");
        var user = messages.addObject().put("role", "user").put("content", prompt == null ? "" : prompt);
        var images = body.get("images");
        if (images != null) {
            user.set("images", images);
        }
        return node;
    }

    /** An answer of chat, or a piece of one, as generate gives it. */
    static ObjectNode fromChat(ObjectNode chat) {
        var node = Json.object();
        node.set("model", chat.path("model"));
        node.set("created_at", chat.path("created_at"));
        var message = chat.path("message");
        node.put("response", message.path("content").asText(""));
        if (message.path("thinking").isTextual()) {
            node.set("thinking", message.get("thinking"));
        }
        if (message.path("images").isArray()) {
            node.set("image", message.get("images").path(0));
        }
        chat.properties().stream()
                .filter(field -> !field.getKey().equals("message") && !node.has(field.getKey()))
                .forEach(field -> node.set(field.getKey(), field.getValue()));
        return node;
    }

    /** An answer of generate, or a piece of one, as chat gives it. */
    static ObjectNode toChat(ObjectNode generated) {
        var node = generated.deepCopy();
        var message = node.putObject("message").put("role", "assistant");
        message.put("content", generated.path("response").asText(""));
        if (generated.path("thinking").isTextual()) {
            message.set("thinking", generated.get("thinking"));
        }
        if (generated.path("image").isTextual()) {
            message.putArray("images").add(generated.get("image"));
        }
        node.remove(List.of("response", "thinking", "context", "image"));
        return node;
    }
}
