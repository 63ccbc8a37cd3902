package dev.signalbox.wire.converse;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.wire.Json;
import dev.signalbox.wire.Losses;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one side says until the other speaks, in content blocks. */
record ConverseTurn(boolean byUser, List<ObjectNode> blocks) {
    private static final String NOTHING = "Continue.";

    static ConverseTurn of(boolean byUser) {
        return new ConverseTurn(byUser, new ArrayList<>());
    }

    static ObjectNode text(String text) {
        return Json.object().put("text", text);
    }

    ObjectNode message() {
        var message = Json.object().put("role", byUser ? "user" : "assistant");
        var content = message.putArray("content");
        blocks.forEach(content::add);
        return message;
    }

    /** The names of the tools called in it, as the provider knows them. */
    List<String> called() {
        return blocks.stream()
                .filter(b -> b.has("toolUse"))
                .map(b -> b.at("/toolUse/name").asText())
                .toList();
    }

    private List<String> calls() {
        return blocks.stream()
                .filter(b -> b.has("toolUse"))
                .map(b -> b.at("/toolUse/toolUseId").asText())
                .toList();
    }

    /**
     * Brings turns into the order that the API demands: the user begins, both sides alternate, each call is answered once in the
     * turn that follows, a document comes with words, and nothing is empty.
     *
     * @param endsWithUser whether the model refuses to go on with what the assistant began
     */
    static void repair(List<ConverseTurn> turns, boolean endsWithUser, Losses losses) {
        answerCalls(turns, losses);
        turns.removeIf(turn -> turn.blocks.isEmpty());
        for (int i = turns.size() - 1; i > 0; i--) {
            if (turns.get(i).byUser == turns.get(i - 1).byUser) {
                turns.get(i - 1).blocks.addAll(turns.remove(i).blocks);
            }
        }
        if (turns.isEmpty() || !turns.getFirst().byUser) {
            turns.addFirst(of(true));
            turns.getFirst().blocks.add(text(NOTHING));
        }
        if (endsWithUser && !turns.getLast().byUser) {
            losses.addContent("prefill");
            turns.add(of(true));
            turns.getLast().blocks.add(text(NOTHING));
        }
        turns.forEach(ConverseTurn::order);
    }

    private void order() {
        blocks.sort(java.util.Comparator.comparingInt(this::rank));
        if (byUser && has("document") && !has("text")) {
            blocks.add(text(NOTHING));
        }
    }

    private boolean has(String kind) {
        return blocks.stream().anyMatch(b -> b.has(kind));
    }

    /** Thoughts first and calls last in an assistant's turn, results first in a user's. */
    private int rank(ObjectNode block) {
        if (byUser) {
            return block.has("toolResult") ? 0 : 1;
        }
        return block.has("reasoningContent") ? 0 : block.has("toolUse") ? 2 : 1;
    }

    private static void answerCalls(List<ConverseTurn> turns, Losses losses) {
        var results = takeResults(turns);
        for (int i = 0; i < turns.size(); i++) {
            var calls = turns.get(i).calls();
            if (calls.isEmpty()) {
                continue;
            }
            if (i + 1 == turns.size()) {
                turns.add(of(true));
            }
            turns.get(i + 1).blocks.addAll(0, answers(calls, results));
        }
        if (!results.isEmpty()) {
            losses.addContent("tool_result");
        }
    }

    private static Map<String, ObjectNode> takeResults(List<ConverseTurn> turns) {
        var results = new LinkedHashMap<String, ObjectNode>();
        for (var turn : turns) {
            for (var block : turn.blocks) {
                if (block.has("toolResult")) {
                    results.put(block.at("/toolResult/toolUseId").asText(), block);
                }
            }
            turn.blocks.removeIf(b -> b.has("toolResult"));
        }
        return results;
    }

    private static List<ObjectNode> answers(List<String> calls, Map<String, ObjectNode> results) {
        var answers = new ArrayList<ObjectNode>();
        results.forEach((id, result) -> {
            if (calls.contains(id)) {
                answers.add(result);
            }
        });
        for (var id : calls) {
            if (results.remove(id) == null) {
                var missing = Json.object();
                var result = missing.putObject("toolResult").put("toolUseId", id);
                result.putArray("content").add(text("No result was recorded."));
                result.put("status", "error");
                answers.add(missing);
            }
        }
        return answers;
    }
}
