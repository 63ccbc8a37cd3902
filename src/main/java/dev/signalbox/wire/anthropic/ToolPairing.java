package dev.signalbox.wire.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.wire.Fields;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The rule that every call of an assistant turn is answered in the user turn that follows, and nothing else is. Consecutive
 * messages of one role are one turn; system messages in between do not count.
 */
final class ToolPairing {
    private record Turn(String role, int first, List<Block> blocks) {}

    private record Block(String path, JsonNode node) {}

    private ToolPairing() {}

    static void check(List<Fields> messages) {
        var turns = turns(messages);
        Map<String, String> pending = Map.of();
        int caller = 0;
        for (var turn : turns) {
            if (turn.role().equals("assistant")) {
                pending = calls(turn);
                caller = turn.first();
            } else {
                var unanswered = new LinkedHashMap<>(pending);
                unanswered.keySet().removeAll(answers(turn, pending).keySet());
                if (!unanswered.isEmpty()) {
                    throw Fields.wrong(
                            "messages." + caller,
                            "every tool_use needs a tool_result in the next message; none came for "
                                    + String.join(", ", unanswered.keySet()));
                }
                pending = Map.of();
            }
        }
    }

    private static List<Turn> turns(List<Fields> messages) {
        var turns = new ArrayList<Turn>();
        for (int i = 0; i < messages.size(); i++) {
            var role = messages.get(i).node().path("role").asText();
            if (role.equals("system")) {
                continue;
            }
            if (turns.isEmpty() || !turns.getLast().role().equals(role)) {
                turns.add(new Turn(role, i, new ArrayList<>()));
            }
            var content = messages.get(i).node().path("content");
            for (int k = 0; content.isArray() && k < content.size(); k++) {
                turns.getLast().blocks().add(new Block("messages." + i + ".content." + k, content.get(k)));
            }
        }
        return turns;
    }

    private static Map<String, String> calls(Turn turn) {
        var calls = new LinkedHashMap<String, String>();
        for (var block : turn.blocks()) {
            if (block.node().path("type").asText().equals("tool_use")) {
                var id = block.node().path("id").asText();
                if (calls.put(id, block.path()) != null) {
                    throw Fields.wrong(block.path() + ".id", "tool_use ids must be unique, " + id + " is not");
                }
            }
        }
        return calls;
    }

    private static Map<String, String> answers(Turn turn, Map<String, String> calls) {
        var answered = new HashMap<String, String>();
        var known = new HashSet<>(calls.keySet());
        for (var block : turn.blocks()) {
            if (!block.node().path("type").asText().equals("tool_result")) {
                continue;
            }
            var id = block.node().path("tool_use_id").asText();
            if (!known.contains(id)) {
                throw Fields.wrong(block.path(), "tool_result for " + id + " has no tool_use in the previous message");
            }
            if (answered.put(id, block.path()) != null) {
                throw Fields.wrong(block.path(), "a second tool_result for " + id);
            }
        }
        return answered;
    }
}
