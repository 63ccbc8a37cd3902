package dev.signalbox.wire.anthropic;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Call ids in the API's grammar, unique within the request though a client used one twice, and the same for a call and its
 * result: a result belongs to the earliest call of its id that has none, a further one to the last.
 */
final class UniqueCallIds {
    private final Set<String> taken = new HashSet<>();
    private final Map<String, Deque<String>> waiting = new HashMap<>();
    private final Map<String, String> last = new HashMap<>();

    /** The id for a call. */
    String call(String id) {
        var plain = plain(id);
        var unique = plain;
        for (int i = 2; !taken.add(unique); i++) {
            unique = plain + "_" + i;
        }
        waiting.computeIfAbsent(id, k -> new ArrayDeque<>()).add(unique);
        return unique;
    }

    /** The id for a result. */
    String result(String id) {
        var calls = waiting.get(id);
        var next = calls == null ? null : calls.poll();
        if (next == null) {
            return last.getOrDefault(id, plain(id));
        }
        last.put(id, next);
        return next;
    }

    private static String plain(String id) {
        return id.isEmpty() ? "toolu_empty" : id.replaceAll("[^a-zA-Z0-9_-]", "_");
    }
}
