package dev.signalbox.wire.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.wire.Json;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps the cache breakpoints of a request within the API's rules: four at most, and none for an hour behind one for five
 * minutes, in the order tools, system, messages. The last of the tools, the last of the system prompt and the newest of the
 * messages are worth most.
 */
final class CacheBreakpoints {
    private static final int MAX = 4;
    private static final String NAME = "cache_control";

    private CacheBreakpoints() {}

    static void limit(ObjectNode root) {
        var tools = marked(root.path("tools"));
        var system = marked(root.path("system"));
        var messages = new ArrayList<ObjectNode>();
        for (var message : root.path("messages")) {
            for (var block : message.path("content")) {
                messages.addAll(marked(block.path("content"))); // a result's own content comes before its mark
                messages.addAll(marked(Json.array().add(block)));
            }
        }
        int surplus = tools.size() + system.size() + messages.size() + (root.has(NAME) ? 1 : 0) - MAX;
        surplus = removeEarliest(tools, 1, surplus);
        surplus = removeEarliest(system, 1, surplus);
        removeEarliest(messages, 0, surplus);
        var all = new ArrayList<>(tools);
        all.addAll(system);
        all.addAll(messages);
        shorten(all);
    }

    private static List<ObjectNode> marked(JsonNode list) {
        var marked = new ArrayList<ObjectNode>();
        for (var element : list) {
            if (element instanceof ObjectNode block && block.path(NAME).isObject()) {
                marked.add(block);
            }
        }
        return marked;
    }

    private static int removeEarliest(List<ObjectNode> marked, int keep, int surplus) {
        int left = surplus;
        while (left > 0 && marked.size() > keep) {
            marked.removeFirst().remove(NAME);
            left--;
        }
        return left;
    }

    private static void shorten(List<ObjectNode> marked) {
        boolean shortSeen = false;
        for (var block : marked) {
            var cache = (ObjectNode) block.path(NAME);
            boolean hour = cache.path("ttl").asText("5m").equals("1h");
            if (hour && shortSeen) {
                cache.remove("ttl");
            }
            shortSeen |= !hour;
        }
    }
}
