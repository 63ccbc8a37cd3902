package dev.signalbox.wire;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.chat.ChatRequest;
import dev.signalbox.chat.Effort;
import dev.signalbox.chat.Message;
import dev.signalbox.chat.OutputFormat;
import dev.signalbox.chat.Part;
import dev.signalbox.chat.Reasoning;
import java.util.ArrayList;
import java.util.Optional;

/**
 * Items of a Responses conversation that change from there on how much is thought and what form the answer has. Elsewhere both are
 * said once for the whole request, so that the last word counts.
 */
final class ConfigurationUpdates {
    private static final String TYPE = "configuration_update";

    private ConfigurationUpdates() {}

    static ChatRequest applied(ChatRequest request) {
        boolean any = request.messages().stream()
                .flatMap(m -> m.parts().stream())
                .anyMatch(p -> p instanceof Part.Opaque opaque && opaque.type().equals(TYPE));
        return any ? changed(request) : request;
    }

    private static ChatRequest changed(ChatRequest request) {
        var messages = new ArrayList<Message>();
        var changed = request;
        for (var message : request.messages()) {
            var parts = new ArrayList<Part>();
            for (var part : message.parts()) {
                if (part instanceof Part.Opaque opaque && opaque.type().equals(TYPE)) {
                    changed = updated(changed, Json.tree(opaque.raw()));
                } else {
                    parts.add(part);
                }
            }
            if (!parts.isEmpty() || message.parts().isEmpty()) {
                messages.add(new Message(message.role(), parts, message.name()));
            }
        }
        return changed.withMessages(messages);
    }

    private static ChatRequest updated(ChatRequest request, JsonNode update) {
        var effort = Effort.of(update.at("/reasoning/effort").asText(""));
        var before = request.reasoning();
        var thinking = effort.isEmpty()
                ? request
                : request.withReasoning(Reasoning.of(effort.get()).shownAs(before));
        return format(update.at("/text/format")).map(thinking::withFormat).orElse(thinking);
    }

    private static Optional<OutputFormat> format(JsonNode format) {
        return switch (format.path("type").asText("")) {
            case "text" -> Optional.of(OutputFormat.TEXT);
            case "json_object" -> Optional.of(OutputFormat.JSON);
            case "json_schema" ->
                Optional.of(new OutputFormat.JsonSchema(
                        format.path("name").asText("answer"),
                        format.path("description").textValue(),
                        Json.raw(format.path("schema")),
                        format.path("strict").isBoolean() ? format.get("strict").booleanValue() : null));
            default -> Optional.empty();
        };
    }
}
