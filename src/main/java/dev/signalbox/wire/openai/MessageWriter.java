package dev.signalbox.wire.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.chat.Message;
import dev.signalbox.chat.Part;
import dev.signalbox.chat.Quirk;
import dev.signalbox.wire.BillingHeader;
import dev.signalbox.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Writes the conversation as Chat messages: each result a tool message directly after the calls. */
final class MessageWriter {
    private static final Pattern NAME = Pattern.compile("[^\\s<|\\\\/>]{1,64}");

    /** The API demands a message, also of a request that says only what the answer is to be like. */
    private static final String PLACEHOLDER = "Continue.";

    private final Target target;
    private final ContentWriter content;
    private final AssistantWriter assistant;
    private final ArrayNode messages = Json.array();

    MessageWriter(Target target) {
        this.target = target;
        this.content = new ContentWriter(target);
        this.assistant = new AssistantWriter(target);
    }

    ArrayNode messages() {
        for (var message : Conversation.arranged(target.request().messages(), target.losses())) {
            switch (message.role()) {
                case SYSTEM -> system("system", message);
                case DEVELOPER -> system(target.has(Quirk.NO_DEVELOPER_ROLE) ? "system" : "developer", message);
                case USER -> user(message);
                case ASSISTANT -> assistant.write(message).ifPresent(m -> messages.add(named(m, message)));
            }
        }
        if (target.has(Quirk.ALTERNATE_ROLES)) {
            Alternation.merge(messages);
        }
        if (target.has(Quirk.NO_PREFILL)) {
            dropPrefill();
        }
        if (messages.isEmpty()) {
            messages.addObject().put("role", "user").put("content", PLACEHOLDER);
        }
        return messages;
    }

    private void system(String role, Message message) {
        var texts = new ArrayList<Part>();
        for (var part : message.parts()) {
            if (BillingHeader.is(part)) {
                continue;
            }
            if (part instanceof Part.Text) {
                texts.add(part);
            } else {
                target.losses().addContent("system");
            }
        }
        add(role, message, content.parts(texts));
    }

    private void user(Message message) {
        var rest = new ArrayList<Part>();
        var shown = new ArrayList<Part>();
        for (var part : message.parts()) {
            if (part instanceof Part.ToolResult result) {
                toolResult(result, shown);
            } else {
                rest.add(part);
            }
        }
        shown.addAll(rest);
        add("user", message, content.parts(shown));
    }

    private void add(String role, Message message, ArrayNode parts) {
        if (!parts.isEmpty()) {
            var node = Json.object().put("role", role);
            node.set("content", ContentWriter.content(parts));
            messages.add(named(node, message));
        }
    }

    private ObjectNode named(ObjectNode node, Message message) {
        var name = message.name();
        if (name != null && NAME.matcher(name).matches()) {
            node.put("name", name);
        } else if (name != null) {
            target.losses().addContent("name");
        }
        return node;
    }

    /** Where tool messages take text only, what else there is goes to the user message that follows. */
    private void toolResult(Part.ToolResult result, List<Part> shown) {
        if (result.isError()) {
            target.losses().addContent("is_error");
        }
        var inside = new ArrayList<Part>();
        for (var part : result.content()) {
            (staysInside(part) ? inside : shown).add(part);
        }
        var node = Json.object().put("role", "tool").put("tool_call_id", Target.callId(result.callId()));
        node.set("content", toolContent(content.parts(inside)));
        target.cache(node, result.cache());
        messages.add(node);
    }

    private boolean staysInside(Part part) {
        return switch (part) {
            case Part.Document d -> ContentWriter.isText(d);
            case Part.Audio a -> false;
            case Part.Text t -> true;
            case Part.Json j -> true;
            default -> !target.has(Quirk.NO_TOOL_IMAGES);
        };
    }

    private static JsonNode toolContent(ArrayNode parts) {
        if (!parts.valueStream().allMatch(ContentWriter::isText)) {
            return parts;
        }
        var texts = parts.valueStream().map(p -> p.path("text").asText()).toList();
        return Json.object().textNode(String.join("\n", texts));
    }

    private void dropPrefill() {
        var last = messages.isEmpty() ? Json.object() : messages.get(messages.size() - 1);
        if (last.path("role").asText().equals("assistant") && !last.has("tool_calls")) {
            messages.remove(messages.size() - 1);
            target.losses().addContent("prefill");
        }
    }
}
