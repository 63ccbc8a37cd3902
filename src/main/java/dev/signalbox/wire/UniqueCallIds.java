package dev.signalbox.wire;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Call ids in the API's grammar, unique within the request though a client used one twice, and the same for a call and its
 * result: a result belongs to the earliest call of its id that has none, a further one to the last.
 */
public final class UniqueCallIds {
    private final UnaryOperator<String> grammar;
    private final Set<String> taken = new HashSet<>();
    private final Map<String, Deque<String>> waiting = new HashMap<>();
    private final Map<String, String> last = new HashMap<>();

    /** @param grammar what a provider makes of any id; the same of the same */
    public UniqueCallIds(UnaryOperator<String> grammar) {
        this.grammar = grammar;
    }

    /** The id for a call. */
    public String call(String id) {
        var plain = grammar.apply(id);
        var unique = plain;
        for (int i = 2; !taken.add(unique); i++) {
            unique = plain + "_" + i;
        }
        waiting.computeIfAbsent(id, k -> new ArrayDeque<>()).add(unique);
        return unique;
    }

    /** The id for a result. */
    public String result(String id) {
        var calls = waiting.get(id);
        var next = calls == null ? null : calls.poll();
        if (next == null) {
            return last.getOrDefault(id, grammar.apply(id));
        }
        last.put(id, next);
        return next;
    }
}
