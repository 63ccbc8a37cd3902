package dev.signalbox.wire.responses;

import dev.signalbox.wire.Fields;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The outputs that wait for their calls. In this API calls may share an id and take their outputs in order; other protocols tell
 * the calls of a turn apart by it, so that each further one gets an id of its own.
 */
final class CallOutputs {
    private final Map<String, ArrayDeque<Fields>> waiting = new HashMap<>();
    private final Map<String, Integer> callsLeft = new HashMap<>();
    /** The calls of the turn by the ids they got, with the ids the client gave them. */
    private final Map<String, String> called = new HashMap<>();

    /** There is a call of this id somewhere. */
    void expect(String id) {
        callsLeft.merge(id, 1, Integer::sum);
    }

    void add(String id, Fields output) {
        waiting.computeIfAbsent(id, k -> new ArrayDeque<>()).add(output);
    }

    /** The id, unlike that of any other call of the turn, by which a call is known from now on. */
    String called(String id) {
        var unique = id;
        for (int i = 2; called.containsKey(unique); i++) {
            unique = id + "_" + i;
        }
        called.put(unique, id);
        return unique;
    }

    /** The output of a call of this turn, null when there is none; of several for the last call of an id the last counts. */
    @Nullable
    Fields take(String unique) {
        var id = called.getOrDefault(unique, unique);
        var outputs = waiting.getOrDefault(id, new ArrayDeque<>());
        int calls = callsLeft.merge(id, -1, Integer::sum);
        while (calls <= 0 && outputs.size() > 1) {
            outputs.removeFirst();
        }
        return outputs.poll();
    }

    /** Whether no call has taken this output, which is given out by this. */
    boolean takeLeftOver(String id, Fields output) {
        var outputs = waiting.get(id);
        return outputs != null && outputs.remove(output);
    }

    void endTurn() {
        called.clear();
    }
}
