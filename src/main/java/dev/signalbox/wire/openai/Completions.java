package dev.signalbox.wire.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.wire.Json;

/** Where the legacy completion object and the chat completion object put the same things. */
final class Completions {
    private Completions() {}

    /** A chat completion, or a piece of one, as a completion. */
    static ObjectNode fromChat(ObjectNode chat) {
        var node = Json.object().put("id", id(chat.path("id").asText())).put("object", "text_completion");
        node.set("created", chat.path("created"));
        node.set("model", chat.path("model"));
        var choices = node.putArray("choices");
        for (var choice : chat.path("choices")) {
            var said = choice.has("message") ? choice.path("message") : choice.path("delta");
            var text = said.path("content").asText("") + said.path("refusal").asText("");
            var mine = choices.addObject().put("text", text);
            mine.set("index", choice.path("index"));
            mine.putNull("logprobs");
            mine.set("finish_reason", finish(choice.path("finish_reason")));
        }
        if (chat.has("usage")) {
            node.set("usage", chat.get("usage"));
        }
        return node;
    }

    private static String id(String chat) {
        return chat.startsWith("chatcmpl-") ? "cmpl-" + chat.substring(9) : chat;
    }

    /** A completion has no tools to stop for. */
    private static JsonNode finish(JsonNode reason) {
        return reason.asText().equals("tool_calls") ? Json.object().textNode("stop") : reason;
    }

    /** A completion, or a piece of one, as a chat completion. */
    static ObjectNode toChat(ObjectNode completion) {
        var node = completion.deepCopy();
        boolean whole = completion.path("choices").size() > 0
                && completion.at("/choices/0/finish_reason").isTextual()
                && completion.has("usage");
        for (var choice : node.path("choices")) {
            if (choice instanceof ObjectNode mine) {
                var said = Json.object()
                        .put("role", "assistant")
                        .put("content", choice.path("text").asText(""));
                mine.remove("text");
                mine.remove("logprobs");
                mine.set("delta", said);
                if (whole) {
                    mine.set("message", said);
                }
            }
        }
        return node;
    }
}
