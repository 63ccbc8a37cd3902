package dev.signalbox.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.chat.ChatRequest;
import dev.signalbox.chat.Message;
import dev.signalbox.chat.OutputFormat;
import dev.signalbox.chat.Part;
import dev.signalbox.chat.Protocol;
import dev.signalbox.chat.Role;
import java.util.ArrayList;
import java.util.Locale;

/**
 * Tells a model in words what form its answer is to have, where the provider cannot hold it to that form. The form is a loss
 * all the same: nothing enforces it.
 */
public final class FormatPrompt {
    private FormatPrompt() {}

    /** The request with the form told behind the prompts that lead it; unchanged for plain text. */
    public static ChatRequest told(ChatRequest request) {
        return switch (request.format()) {
            case OutputFormat.PlainText p -> request;
            case OutputFormat.JsonObject j ->
                with(request, "Answer with one JSON object and nothing else: no prose, no code fence.");
            case OutputFormat.JsonSchema s ->
                with(
                        request,
                        "Answer with JSON that fits this JSON schema and nothing else: no prose, no code fence.\n"
                                + described(s));
        };
    }

    /** The schema with what the client says of it, which most protocols have no other place for. */
    public static JsonNode described(OutputFormat.JsonSchema format) {
        var schema = Json.tree(format.schema());
        if (format.description() != null && schema instanceof ObjectNode object && !object.has("description")) {
            object.put("description", format.description());
        }
        return schema;
    }

    /** OpenAI takes the form of JSON only where the conversation speaks of it, which clients of others need not know. */
    public static ChatRequest mentioned(ChatRequest request) {
        var origin = request.extras().origin();
        boolean own = origin == Protocol.OPENAI_CHAT || origin == Protocol.OPENAI_RESPONSES;
        boolean untold = request.format() instanceof OutputFormat.JsonObject
                && request.messages().stream()
                        .flatMap(m -> m.parts().stream())
                        .noneMatch(p -> p instanceof Part.Text t
                                && t.text().toLowerCase(Locale.ROOT).contains("json"));
        return untold && !own ? told(request) : request;
    }

    /** The request with these words behind the prompts that lead it. */
    public static ChatRequest with(ChatRequest request, String words) {
        var messages = new ArrayList<>(request.messages());
        int at = 0;
        while (at < messages.size() && isPrompt(messages.get(at))) {
            at++;
        }
        messages.add(at, Message.of(Role.SYSTEM, Part.Text.of(words)));
        return request.withMessages(messages);
    }

    private static boolean isPrompt(Message message) {
        return message.role() == Role.SYSTEM || message.role() == Role.DEVELOPER;
    }
}
