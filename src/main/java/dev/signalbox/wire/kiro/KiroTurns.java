package dev.signalbox.wire.kiro;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.chat.ChatRequest;
import dev.signalbox.chat.Message;
import dev.signalbox.chat.Part;
import dev.signalbox.chat.Role;
import dev.signalbox.chat.ToolKind;
import dev.signalbox.wire.BillingHeader;
import dev.signalbox.wire.FreeText;
import dev.signalbox.wire.Json;
import dev.signalbox.wire.Losses;
import dev.signalbox.wire.Losses.Field;
import dev.signalbox.wire.ToolNames;
import java.util.ArrayList;
import java.util.List;

/**
 * The conversation in turns as Kiro wants them: by user and assistant in turn, the first and the last by the user, none of them
 * empty. There is no place for a system prompt: it goes before what the user says.
 */
final class KiroTurns {
    /** What the user says where somebody must and nobody did. */
    private static final String NOTHING = "Continue.";

    private final ToolNames names;
    private final Losses losses;
    private final KiroMedia media;
    private final List<Turn> turns = new ArrayList<>();

    private KiroTurns(ToolNames names, Losses losses) {
        this.names = names;
        this.losses = losses;
        this.media = new KiroMedia(losses);
    }

    static List<Turn> of(ChatRequest request, ToolNames names, Losses losses) {
        var writer = new KiroTurns(names, losses);
        request.messages().forEach(writer::message);
        if (writer.turns.isEmpty() || !writer.turns.getLast().byUser()) {
            writer.turns.add(new Turn(true));
        }
        return List.copyOf(writer.turns);
    }

    private void message(Message message) {
        if (message.name() != null) {
            losses.addContent("name");
        }
        boolean byUser = message.role() != Role.ASSISTANT;
        if (turns.isEmpty() && !byUser) {
            turns.add(new Turn(true));
        }
        if (turns.isEmpty() || turns.getLast().byUser() != byUser) {
            turns.add(new Turn(byUser));
        }
        for (var part : message.parts()) {
            if (!BillingHeader.is(part)) {
                part(part, turns.getLast());
            }
        }
    }

    private void part(Part part, Turn turn) {
        switch (part) {
            case Part.Text t -> {
                losses.addIf(t.cache() != null, Field.CACHE_CONTROL);
                turn.texts.add(t.text());
            }
            case Part.Refusal r -> turn.texts.add(r.text());
            case Part.Json j -> turn.texts.add(j.value().text());
            case Part.Image i -> media.image(i, turn.images);
            case Part.Document d -> media.document(d, turn.texts);
            case Part.ToolCall c -> call(c, turn);
            case Part.ToolResult r -> result(r, turn);
            case Part.Audio a -> losses.addContent("audio");
            case Part.Video v -> losses.addContent("video");
            case Part.Thinking t -> losses.addContent("thinking");
            case Part.RedactedThinking t -> losses.addContent("thinking");
            case Part.ServerToolCall c -> losses.addContent("server_tool_use");
            case Part.ServerToolResult r -> losses.addContent("server_tool_result");
            case Part.Opaque o -> losses.addContent(o.type());
        }
    }

    private void call(Part.ToolCall call, Turn turn) {
        losses.addIf(call.cache() != null, Field.CACHE_CONTROL);
        var name = names.provided(call.name());
        turn.called.add(name);
        var input = call.kind() == ToolKind.CUSTOM
                ? FreeText.wrap(call.arguments())
                : Json.parse(call.arguments())
                        .filter(ObjectNode.class::isInstance)
                        .orElseGet(Json::object);
        turn.toolUses.addObject().put("toolUseId", call.id()).put("name", name).set("input", input);
    }

    private void result(Part.ToolResult result, Turn turn) {
        losses.addIf(result.cache() != null, Field.CACHE_CONTROL);
        var node = turn.toolResults.addObject().put("toolUseId", result.callId());
        node.put("status", result.isError() ? "error" : "success");
        var content = node.putArray("content");
        var texts = new ArrayList<String>();
        for (var part : result.content()) {
            switch (part) {
                case Part.Text t -> texts.add(t.text());
                case Part.Json j -> content.addObject().set("json", Json.tree(j.value()));
                case Part.Image i -> media.image(i, turn.images);
                case Part.Document d -> media.document(d, texts);
                default -> losses.addContent("tool_result");
            }
        }
        texts.forEach(text -> content.addObject().put("text", text));
        if (content.isEmpty()) {
            content.addObject().put("text", "");
        }
    }

    /** What one side says until the other speaks. */
    static final class Turn {
        private final boolean byUser;
        private final List<String> texts = new ArrayList<>();
        private final List<String> called = new ArrayList<>();
        private final ArrayNode images = Json.array();
        private final ArrayNode toolUses = Json.array();
        private final ArrayNode toolResults = Json.array();

        Turn(boolean byUser) {
            this.byUser = byUser;
        }

        boolean byUser() {
            return byUser;
        }

        /** The provider's names of the tools called in it. */
        List<String> called() {
            return called;
        }

        String text() {
            return String.join("\n\n", texts.stream().filter(t -> !t.isEmpty()).toList());
        }

        ObjectNode user(String model) {
            var message = Json.object()
                    .put("content", text().isBlank() ? NOTHING : text())
                    .put("modelId", model)
                    .put("origin", "AI_EDITOR");
            if (!images.isEmpty()) {
                message.set("images", images);
            }
            if (!toolResults.isEmpty()) {
                KiroTools.context(message).set("toolResults", toolResults);
            }
            return message;
        }

        ObjectNode assistant() {
            var message = Json.object().put("content", text().isBlank() ? "..." : text());
            if (!toolUses.isEmpty()) {
                message.set("toolUses", toolUses);
            }
            return message;
        }
    }
}
