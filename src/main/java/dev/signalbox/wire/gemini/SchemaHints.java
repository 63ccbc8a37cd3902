package dev.signalbox.wire.gemini;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** The description of a schema, with what else the schema says put into words behind it. */
final class SchemaHints {
    private static final int MAX = 600;
    private static final List<String> CONSTRAINTS = List.of(
            "minLength",
            "maxLength",
            "pattern",
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "multipleOf",
            "minItems",
            "maxItems",
            "uniqueItems",
            "minProperties",
            "maxProperties",
            "default");

    private final String text;
    private final List<String> hints = new ArrayList<>();

    SchemaHints(ObjectNode schema, List<String> before) {
        this.text = schema.path("description").asText("");
        hints.addAll(before);
        for (var name : CONSTRAINTS) {
            var value = schema.get(name);
            if (value != null && value.isValueNode() && !value.isNull()) {
                add(name, value.asText());
            }
        }
    }

    void add(String what, String value) {
        hints.add(what + ": " + (value.length() > MAX ? value.substring(0, MAX) + "…" : value));
    }

    String description() {
        if (hints.isEmpty()) {
            return text;
        }
        var told = String.join("; ", hints);
        return text.isEmpty() ? told : text + " (" + told + ")";
    }
}
