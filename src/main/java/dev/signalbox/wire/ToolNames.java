package dev.signalbox.wire;

import dev.signalbox.chat.ChatRequest;
import dev.signalbox.chat.Part;
import dev.signalbox.chat.Tool;
import dev.signalbox.chat.ToolChoice;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The names of a request's tools as a provider's grammar allows them, the same in declarations, choice, calls and results. A
 * name that had to be changed carries a hash of the original where it would not be unique otherwise, so that the mapping does
 * not depend on the order of the tools.
 */
public final class ToolNames {
    private final Map<String, String> provided = new HashMap<>();
    private final Map<String, String> restored = new LinkedHashMap<>();

    private ToolNames() {}

    /** Names of letters, digits, {@code _} and {@code -}, as OpenAI and Anthropic want them. */
    public static ToolNames of(ChatRequest request, int maxLength) {
        return of(request, maxLength, "[^a-zA-Z0-9_-]", "");
    }

    /**
     * Names in a grammar of the caller's.
     *
     * @param forbidden regular expression of one character that may not stand anywhere in a name
     * @param prefix put before a name that would begin with something other than a letter or {@code _}; empty for none
     */
    public static ToolNames of(ChatRequest request, int maxLength, String forbidden, String prefix) {
        var names = new ToolNames();
        var all = all(request);
        var plain = new HashMap<String, String>();
        var taken = new HashMap<String, Integer>();
        for (var name : all) {
            var allowed = name.replaceAll(forbidden, "_");
            if (!prefix.isEmpty() && !allowed.matches("[a-zA-Z_].*")) {
                allowed = prefix + allowed;
            }
            plain.put(name, allowed);
            taken.merge(allowed, 1, Integer::sum);
        }
        for (var name : all) {
            var allowed = plain.getOrDefault(name, name);
            boolean clash = !allowed.equals(name) && taken.getOrDefault(allowed, 1) > 1;
            if (clash || allowed.isEmpty() || allowed.length() > maxLength) {
                allowed = allowed.substring(0, Math.min(allowed.length(), maxLength - 9)) + "_" + CallIds.hash(name, 8);
            }
            names.provided.put(name, allowed);
            if (!allowed.equals(name)) {
                names.restored.put(allowed, name);
            }
        }
        return names;
    }

    /** The provider's name for the client's tool. */
    public String provided(String name) {
        return provided.getOrDefault(name, name);
    }

    /** Provider's names to the client's, where they differ. */
    public Map<String, String> restored() {
        return restored;
    }

    /** An id no longer than allowed: itself, or its beginning replaced by a hash that is the same every time. */
    public static String callId(String id, int maxLength) {
        return id.length() <= maxLength ? id : "call_" + CallIds.hash(id, Math.min(32, maxLength - 5));
    }

    private static Set<String> all(ChatRequest request) {
        var names = new LinkedHashSet<String>();
        request.tools().forEach(t -> {
            if (!(t instanceof Tool.BuiltIn)) {
                names.add(t.name());
            }
        });
        var builtIn = new HashSet<String>();
        request.tools().stream().filter(Tool.BuiltIn.class::isInstance).forEach(t -> builtIn.add(t.name()));
        for (var message : request.messages()) {
            for (var part : message.parts()) {
                if (part instanceof Part.ToolCall call) {
                    names.add(call.name());
                } else if (part instanceof Part.ToolResult result && result.name() != null) {
                    names.add(result.name());
                }
            }
        }
        if (request.toolChoice() instanceof ToolChoice.Named named && !builtIn.contains(named.name())) {
            names.add(named.name());
        }
        return names;
    }
}
