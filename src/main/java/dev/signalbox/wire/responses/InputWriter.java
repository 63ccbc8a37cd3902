package dev.signalbox.wire.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.chat.ChatRequest;
import dev.signalbox.chat.Message;
import dev.signalbox.chat.Part;
import dev.signalbox.chat.Protocol;
import dev.signalbox.chat.RawJson;
import dev.signalbox.chat.Role;
import dev.signalbox.chat.Signature;
import dev.signalbox.chat.Tool;
import dev.signalbox.chat.ToolKind;
import dev.signalbox.wire.BillingHeader;
import dev.signalbox.wire.FreeText;
import dev.signalbox.wire.Json;
import dev.signalbox.wire.Losses;
import dev.signalbox.wire.ToolNames;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes the conversation as input items, in its order. */
final class InputWriter {
    static final int MAX_CALL_ID = 64;

    /** The API demands input, also of a request of which nothing is left. */
    private static final String PLACEHOLDER = "Continue.";

    private final ChatRequest request;
    private final ToolNames names;
    private final Losses losses;
    private final ContentWriter content;
    private final String developer;
    private final ArrayNode items = Json.array();
    private final Map<String, ToolKind> open = new LinkedHashMap<>();
    private @Nullable ArrayNode said;
    private @Nullable String phase;

    InputWriter(ChatRequest request, ToolNames names, Losses losses, boolean images, String developer) {
        this.request = request;
        this.names = names;
        this.losses = losses;
        this.content = new ContentWriter(losses, images);
        this.developer = developer;
    }

    ArrayNode write(List<Message> messages) {
        for (int i = 0; i < messages.size(); i++) {
            var message = messages.get(i);
            if (message.name() != null) {
                losses.addContent("name");
            }
            said = null;
            if (message.role() == Role.USER && !ownProtocol()) {
                unanswered(messages.subList(i, messages.size()));
            }
            switch (message.role()) {
                case SYSTEM -> input(message, ownProtocol() ? "system" : developer);
                case DEVELOPER -> input(message, developer);
                case USER -> input(message, "user");
                case ASSISTANT -> assistant(message.parts());
            }
        }
        if (!ownProtocol()) {
            unanswered(List.of());
        }
        if (items.isEmpty() && !ownProtocol()) {
            say("user").add(ContentWriter.text(PLACEHOLDER));
        }
        return items;
    }

    /** The API wants an output for each call; one that no later turn brings says that there is none. */
    private void unanswered(List<Message> later) {
        var answered = later.stream()
                .flatMap(m -> m.parts().stream())
                .filter(Part.ToolResult.class::isInstance)
                .map(p -> ((Part.ToolResult) p).callId())
                .collect(Collectors.toSet());
        for (var id : List.copyOf(open.keySet())) {
            if (!answered.contains(id)) {
                var words = List.<Part>of(Part.Text.of("No result was given for this call."));
                output(new Part.ToolResult(id, null, words, false, ToolKind.FUNCTION, null));
            }
        }
    }

    private boolean ownProtocol() {
        return request.extras().origin() == Protocol.OPENAI_RESPONSES;
    }

    private void input(Message message, String role) {
        for (var part : message.parts()) {
            if (part instanceof Part.ToolResult result) {
                said = null;
                output(result);
            } else if (part instanceof Part.Opaque o && o.type().endsWith("_output") && raw(o.origin(), o.raw())) {
                said = null;
            } else if (!BillingHeader.is(part)) {
                content.input(part).ifPresent(node -> say(role).add(node));
            }
        }
    }

    private ArrayNode say(String role) {
        if (said == null) {
            var item = items.addObject().put("type", "message").put("role", role);
            if (phase != null && role.equals("assistant")) {
                item.put("phase", phase);
            }
            phase = null;
            said = item.putArray("content");
        }
        return said;
    }

    private void output(Part.ToolResult result) {
        boolean continued = request.extras().other().containsKey("previous_response_id");
        var kind = continued ? open.getOrDefault(result.callId(), result.kind()) : open.remove(result.callId());
        if (kind == null) {
            losses.addContent("tool_result");
            return;
        }
        var item = items.addObject()
                .put("type", kind == ToolKind.CUSTOM ? "custom_tool_call_output" : "function_call_output")
                .put("call_id", ToolNames.callId(result.callId(), MAX_CALL_ID));
        var parts = Json.array();
        result.content().forEach(p -> content.input(p).ifPresent(parts::add));
        if (parts.isEmpty()) {
            item.put("output", "");
        } else if (parts.size() == 1
                && parts.get(0).path("type").asText().equals("input_text")
                && parts.get(0).size() == 2) {
            item.put("output", parts.get(0).path("text").asText());
        } else {
            item.set("output", parts);
        }
        if (result.isError()) {
            losses.addContent("is_error");
        }
    }

    private void assistant(List<Part> parts) {
        phase = null;
        for (int i = 0; i < parts.size(); i++) {
            var part = parts.get(i);
            switch (part) {
                case Part.Text t -> outputText(t.text());
                case Part.Refusal r ->
                    say("assistant").add(Json.object().put("type", "refusal").put("refusal", r.text()));
                case Part.Thinking t -> reasoning(t.text(), t.signature(), i == parts.size() - 1);
                case Part.RedactedThinking t -> reasoning("", t.data(), i == parts.size() - 1);
                case Part.ToolCall c -> call(c);
                case Part.ServerToolCall c -> replay(c.origin(), c.raw(), "server_tool_call");
                case Part.ServerToolResult r -> {
                    if (r.origin() != Protocol.OPENAI_RESPONSES) {
                        losses.addContent("server_tool_result");
                    }
                }
                case Part.Opaque o
                when o.type().equals(InputReader.PHASE) -> {
                    said = null;
                    phase = Json.tree(o.raw()).asText();
                }
                case Part.Opaque o -> replay(o.origin(), o.raw(), o.type());
                case Part.Image p -> losses.addContent("image");
                case Part.Document p -> losses.addContent("document");
                case Part.Audio p -> losses.addContent("audio");
                case Part.Video p -> losses.addContent("video");
                case Part.Json p -> outputText(p.value().text());
                case Part.ToolResult p -> losses.addContent("tool_result");
            }
        }
    }

    private void outputText(String text) {
        if (!text.isEmpty()) {
            say("assistant").add(Json.object().put("type", "output_text").put("text", text));
        }
    }

    /** Only what OpenAI encrypted is read again, and only before what came of the thought. */
    private void reasoning(String text, @Nullable Signature signature, boolean last) {
        if (signature == null || !signature.from(Signature.OPENAI) || last) {
            if (!text.isEmpty()) {
                losses.addContent("thinking");
            }
            return;
        }
        said = null;
        var item = items.addObject().put("type", "reasoning");
        var summary = item.putArray("summary");
        if (ownProtocol() && !text.isEmpty()) {
            summary.addObject().put("type", "summary_text").put("text", text);
        }
        item.put("encrypted_content", signature.value());
    }

    private void call(Part.ToolCall call) {
        said = null;
        var tool = request.tool(call.name()).orElse(null);
        var kind = kind(call, tool);
        open.put(call.id(), kind);
        var custom = kind == ToolKind.CUSTOM;
        var item = items.addObject()
                .put("type", custom ? "custom_tool_call" : "function_call")
                .put("call_id", ToolNames.callId(call.id(), MAX_CALL_ID));
        name(item, call.name(), tool);
        item.put(custom ? "input" : "arguments", arguments(call, kind));
    }

    private static ToolKind kind(Part.ToolCall call, @Nullable Tool tool) {
        if (tool instanceof Tool.Custom) {
            return ToolKind.CUSTOM;
        }
        return tool instanceof Tool.Function ? ToolKind.FUNCTION : call.kind();
    }

    private static String arguments(Part.ToolCall call, ToolKind kind) {
        if (call.kind() == kind) {
            return kind == ToolKind.FUNCTION && call.arguments().isBlank() ? "{}" : call.arguments();
        }
        return kind == ToolKind.CUSTOM
                ? FreeText.unwrap(call.arguments())
                : FreeText.wrap(call.arguments()).toString();
    }

    private void name(ObjectNode item, String full, @Nullable Tool tool) {
        var namespace = tool == null ? null : Namespaces.of(tool);
        if (namespace == null) {
            item.put("name", names.provided(full));
            return;
        }
        item.put("name", Namespaces.shortName(namespace, full)).put("namespace", namespace);
    }

    private void replay(Protocol origin, RawJson value, String what) {
        if (!raw(origin, value)) {
            losses.addContent(what);
        }
    }

    private boolean raw(Protocol origin, RawJson value) {
        JsonNode node = origin == Protocol.OPENAI_RESPONSES ? Json.tree(value) : Json.object();
        if (!node.isObject() || node.isEmpty()) {
            return false;
        }
        said = null;
        items.add(node);
        return true;
    }
}
