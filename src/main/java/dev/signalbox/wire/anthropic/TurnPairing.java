package dev.signalbox.wire.anthropic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.chat.Protocol;
import dev.signalbox.wire.Json;
import dev.signalbox.wire.Losses;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes every call be answered in the turn that follows, exactly once, as the API demands: late results are moved there, of
 * several the last counts, missing ones are stated to be missing, and results without a call are dropped.
 */
final class TurnPairing {
    private TurnPairing() {}

    static void repair(List<Turn> turns, Losses losses) {
        var results = takeResults(turns);
        for (int i = 0; i < turns.size(); i++) {
            var calls = calls(turns.get(i));
            boolean answered = calls.stream().anyMatch(results::containsKey);
            boolean last = i == turns.size() - 1 || (i == turns.size() - 2 && empty(turns.getLast()));
            boolean verdictOfApi = last && !answered && losses.origin() == Protocol.ANTHROPIC_MESSAGES;
            if (calls.isEmpty() || verdictOfApi) {
                continue;
            }
            if (i + 1 == turns.size()) {
                turns.add(new Turn("user", new ArrayList<>()));
            }
            answer(calls, results, turns.get(i + 1));
        }
        if (!results.isEmpty()) {
            losses.addContent("tool_result");
        }
        dropEmpty(turns);
    }

    /** All results by call, in the order they came; of several for one call the last stands where the first stood. */
    private static Map<String, ObjectNode> takeResults(List<Turn> turns) {
        var results = new LinkedHashMap<String, ObjectNode>();
        for (var turn : turns) {
            for (var block : turn.blocks()) {
                if (Turn.is(block, "tool_result")) {
                    results.put(block.path("tool_use_id").asText(), block);
                }
            }
            turn.blocks().removeIf(b -> Turn.is(b, "tool_result"));
        }
        return results;
    }

    private static List<String> calls(Turn turn) {
        return turn.blocks().stream()
                .filter(b -> Turn.is(b, "tool_use"))
                .map(b -> b.path("id").asText())
                .toList();
    }

    private static void answer(List<String> calls, Map<String, ObjectNode> results, Turn turn) {
        var answers = new ArrayList<ObjectNode>();
        results.forEach((id, result) -> {
            if (calls.contains(id)) {
                answers.add(result);
            }
        });
        for (var id : calls) {
            if (results.remove(id) == null) {
                answers.add(Json.object()
                        .put("type", "tool_result")
                        .put("tool_use_id", id)
                        .put("content", "No result was recorded.")
                        .put("is_error", true));
            }
        }
        turn.blocks().addAll(0, answers);
    }

    private static boolean empty(Turn turn) {
        return turn.blocks().isEmpty();
    }

    /** Turns that lost everything go, and their neighbours become one. */
    private static void dropEmpty(List<Turn> turns) {
        turns.removeIf(TurnPairing::empty);
        for (int i = turns.size() - 1; i > 0; i--) {
            if (turns.get(i).role().equals(turns.get(i - 1).role())) {
                turns.get(i - 1).blocks().addAll(turns.remove(i).blocks());
            }
        }
    }
}
