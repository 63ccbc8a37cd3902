package dev.signalbox.wire.anthropic;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.chat.ChatRequest;
import dev.signalbox.chat.Message;
import dev.signalbox.chat.ModelProfile;
import dev.signalbox.chat.Part;
import dev.signalbox.chat.Protocol;
import dev.signalbox.chat.Quirk;
import dev.signalbox.chat.Role;
import dev.signalbox.wire.Json;
import dev.signalbox.wire.Losses;
import dev.signalbox.wire.ToolNames;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the conversation: system prompts on top, then user and assistant turns in alternation. System messages in the middle
 * move to the top; only those of this protocol's own clients stay where they are, as a reminder to the model.
 */
final class TurnWriter {
    private final boolean sameOrigin;
    private final PartWriter parts;
    private final Losses losses;
    private final ArrayNode system = Json.array();
    private final List<Turn> turns = new ArrayList<>();

    TurnWriter(ChatRequest request, ModelProfile target, ToolNames names, Losses losses) {
        this.losses = losses;
        this.sameOrigin = request.extras().origin() == Protocol.ANTHROPIC_MESSAGES;
        var media = new MediaWriter(sameOrigin, !target.has(Quirk.NO_IMAGES), losses);
        this.parts = new PartWriter(sameOrigin, media, names, losses);
        request.messages().forEach(this::add);
        TurnPairing.repair(turns, losses);
        finish();
    }

    void writeTo(ObjectNode root) {
        if (!system.isEmpty()) {
            root.set("system", system);
        }
        var messages = root.putArray("messages");
        for (var turn : turns) {
            var message = messages.addObject().put("role", turn.role());
            var content = message.putArray("content");
            turn.blocks().forEach(content::add);
        }
    }

    private void add(Message message) {
        switch (message.role()) {
            case SYSTEM, DEVELOPER -> {
                if (sameOrigin && !turns.isEmpty()) {
                    reminder(message);
                } else {
                    message.parts().forEach(this::instruct);
                }
            }
            case USER, ASSISTANT -> {
                if (message.name() != null) {
                    losses.add("messages.name");
                }
                message.parts().forEach(p -> say(message.role(), p));
            }
        }
    }

    private void instruct(Part part) {
        if (part instanceof Part.Text text) {
            parts.block(text).ifPresent(system::add);
        } else {
            losses.addContent("system");
        }
    }

    private void reminder(Message message) {
        for (var part : message.parts()) {
            if (part instanceof Part.Text text && !text.text().isBlank()) {
                var wrapped = "<system-reminder>\n" + text.text() + "\n</system-reminder>";
                parts.block(new Part.Text(wrapped, text.cache(), List.of(), null))
                        .ifPresent(turn("user").blocks()::add);
            }
        }
    }

    private void say(Role role, Part part) {
        boolean thought = part instanceof Part.Thinking || part instanceof Part.RedactedThinking;
        if (thought && role == Role.USER) {
            return;
        }
        boolean called = part instanceof Part.ToolCall;
        boolean answered = part instanceof Part.ToolResult;
        var speaker = called || (role == Role.ASSISTANT && !answered) ? "assistant" : "user";
        parts.block(part).ifPresent(block -> turn(speaker).blocks().add(block));
    }

    private Turn turn(String role) {
        if (turns.isEmpty() || !turns.getLast().role().equals(role)) {
            turns.add(new Turn(role, new ArrayList<>()));
        }
        return turns.getLast();
    }

    private void finish() {
        if (turns.isEmpty()) {
            turn("user").blocks().add(PartWriter.textBlock("Continue."));
        }
        turns.forEach(t -> t.order(sameOrigin));
        var last = turns.getLast();
        if (last.role().equals("assistant")
                && last.blocks().getLast().path("type").asText().equals("text")) {
            var block = last.blocks().getLast();
            block.put("text", block.path("text").asText().stripTrailing());
        }
    }

    /** Whether the model is to go on after tool results, and the turn that called did not begin with thinking. */
    boolean endsInUnthoughtToolLoop() {
        int last = turns.size() - 1;
        if (last < 1 || !turns.get(last).holds("tool_result")) {
            return false;
        }
        return !turns.get(last - 1).blocks().getFirst().path("type").asText().endsWith("thinking");
    }
}
