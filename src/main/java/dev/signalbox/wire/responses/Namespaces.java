package dev.signalbox.wire.responses;

import dev.signalbox.chat.Tool;
import org.jspecify.annotations.Nullable;

/** Full names of tools that a client declares in a namespace: {@code ns__name}, and the way back. */
final class Namespaces {
    private static final String SEPARATOR = "__";

    private Namespaces() {}

    static String qualify(@Nullable String namespace, String name) {
        if (namespace == null || namespace.isEmpty()) {
            return name;
        }
        var prefix = prefix(namespace);
        return name.startsWith(prefix) ? name : prefix + name;
    }

    static String shortName(@Nullable String namespace, String full) {
        if (namespace == null) {
            return full;
        }
        var prefix = prefix(namespace);
        return full.startsWith(prefix) && full.length() > prefix.length() ? full.substring(prefix.length()) : full;
    }

    static @Nullable String of(Tool tool) {
        var namespace = declared(tool);
        return namespace == null ? null : namespace.name();
    }

    static Tool.@Nullable Namespace declared(Tool tool) {
        return switch (tool) {
            case Tool.Function f -> f.namespace();
            case Tool.Custom c -> c.namespace();
            case Tool.BuiltIn b -> null;
        };
    }

    private static String prefix(String namespace) {
        return namespace.endsWith(SEPARATOR) ? namespace : namespace + SEPARATOR;
    }
}
