package dev.signalbox.wire.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.chat.Message;
import dev.signalbox.chat.ModelProfile;
import dev.signalbox.chat.Part;
import dev.signalbox.chat.Protocol;
import dev.signalbox.chat.Quirk;
import dev.signalbox.chat.Role;
import dev.signalbox.wire.BillingHeader;
import dev.signalbox.wire.Json;
import dev.signalbox.wire.Losses;
import dev.signalbox.wire.Losses.Field;
import dev.signalbox.wire.ToolNames;
import java.util.ArrayList;
import java.util.List;

/** Writes the conversation as {@code systemInstruction} and {@code contents}, in the turn structure that Gemini demands. */
final class GeminiContentWriter {
    private static final String PLACEHOLDER = "…";

    private final Losses losses;
    private final GeminiModelTurn turns;
    private final GeminiMediaWriter media;
    private final GeminiResultWriter results;
    private final boolean noPrefill;
    private final ArrayNode system = Json.array();
    private final ArrayNode contents = Json.array();

    GeminiContentWriter(ModelProfile target, ToolNames names, MediaFields fields, Losses losses) {
        this.losses = losses;
        this.media = new GeminiMediaWriter(target, fields, losses);
        this.results = new GeminiResultWriter(names, media, losses);
        this.turns = new GeminiModelTurn(GeminiModels.wantsSignatures(target), names, media, losses);
        this.noPrefill = GeminiModels.isThird(target) || target.has(Quirk.NO_PREFILL);
    }

    void write(List<Message> messages, ObjectNode root) {
        int i = 0;
        boolean leading = true;
        while (i < messages.size()) {
            var message = messages.get(i);
            if (message.name() != null) {
                losses.add("messages.name");
            }
            switch (message.role()) {
                case SYSTEM, DEVELOPER -> {
                    prompt(message, leading);
                    i++;
                }
                case USER -> {
                    leading = false;
                    user(message, List.of());
                    i++;
                }
                case ASSISTANT -> {
                    leading = false;
                    i = exchange(messages, i);
                }
            }
        }
        finish(root);
    }

    private void finish(ObjectNode root) {
        dropPrefill();
        if (contents.isEmpty()) {
            // the API demands a turn: a request of instructions alone is the user's
            if (system.isEmpty()) {
                system.addObject().put("text", PLACEHOLDER);
            }
            contents.addObject().put("role", "user").set("parts", system);
        } else if (!system.isEmpty()) {
            root.putObject("systemInstruction").set("parts", system);
        }
        openWithUser();
        root.set("contents", contents);
    }

    /** Gemini 3 refuses a conversation that ends with the model's words; signed thoughts before them stay. */
    private void dropPrefill() {
        int last = contents.size() - 1;
        boolean model = last >= 1 && contents.get(last).path("role").asText().equals("model");
        if (!noPrefill || !model || !(contents.get(last).path("parts") instanceof ArrayNode parts)) {
            return;
        }
        int kept = parts.size();
        while (kept > 0 && isSaid(parts.get(kept - 1))) {
            parts.remove(--kept);
            losses.addContent("prefill");
        }
        if (kept == 0) {
            contents.remove(last);
        }
    }

    private static boolean isSaid(JsonNode part) {
        return part.has("text") && !part.has("thought") && !part.has("thoughtSignature");
    }

    /** A history that was cut in front of a call: a call turn must follow a user turn. */
    private void openWithUser() {
        boolean callFirst = contents.get(0).path("parts").valueStream().anyMatch(p -> p.has("functionCall"));
        boolean userSpoke = contents.valueStream()
                .anyMatch(c -> c.path("role").asText().equals("user")
                        && c.path("parts").valueStream().anyMatch(p -> p.has("text")));
        if (callFirst && userSpoke) {
            contents.insertObject(0)
                    .put("role", "user")
                    .putArray("parts")
                    .addObject()
                    .put("text", PLACEHOLDER);
        }
    }

    private void prompt(Message message, boolean leading) {
        boolean reminder =
                !leading && (losses.origin() == Protocol.ANTHROPIC_MESSAGES || losses.origin() == Protocol.GEMINI);
        var parts = Json.array();
        for (var part : message.parts()) {
            if (!(part instanceof Part.Text text)) {
                losses.addContent("system");
                continue;
            }
            losses.addIf(text.cache() != null, Field.CACHE_CONTROL);
            if (!text.text().isBlank() && !BillingHeader.is(text)) {
                parts.addObject().put("text", reminder ? "<system>\n" + text.text() + "\n</system>" : text.text());
            }
        }
        if (reminder) {
            add("user", parts);
        } else {
            system.addAll(parts);
        }
    }

    /** The model's turn with the results of its calls; answers with the index of the first message behind. */
    private int exchange(List<Message> messages, int from) {
        int i = from;
        var said = new ArrayList<Part>();
        while (i < messages.size() && messages.get(i).role() == Role.ASSISTANT) {
            said.addAll(messages.get(i).parts());
            i++;
        }
        add("model", turns.write(said));
        var calls = said.stream()
                .filter(Part.ToolCall.class::isInstance)
                .map(Part.ToolCall.class::cast)
                .toList();
        boolean open = i == messages.size();
        if (calls.isEmpty() || (open && losses.origin() == Protocol.GEMINI)) {
            return i;
        }
        int end = i;
        var given = new ArrayList<Part.ToolResult>();
        while (end < messages.size() && messages.get(end).role() != Role.ASSISTANT) {
            messages.get(end).parts().stream()
                    .filter(Part.ToolResult.class::isInstance)
                    .forEach(r -> given.add((Part.ToolResult) r));
            end++;
        }
        var parts = Json.array();
        results.write(calls, given, parts);
        add("user", parts);
        for (var message : messages.subList(i, end)) {
            if (message.role() == Role.USER) {
                if (message.name() != null) {
                    losses.add("messages.name");
                }
                user(message, calls);
            } else {
                prompt(message, false);
            }
        }
        return end;
    }

    /** A user's turn without the results that were written already. */
    private void user(Message message, List<Part.ToolCall> answered) {
        var parts = Json.array();
        for (var part : message.parts()) {
            if (part instanceof Part.ToolResult result) {
                if (answered.stream().noneMatch(c -> c.id().equals(result.callId()))) {
                    losses.addContent("tool_result");
                }
                continue;
            }
            turns.common(part, parts);
        }
        add("user", parts);
    }

    private void add(String role, ArrayNode parts) {
        if (!parts.isEmpty()) {
            contents.addObject().put("role", role).set("parts", parts);
        }
    }
}
