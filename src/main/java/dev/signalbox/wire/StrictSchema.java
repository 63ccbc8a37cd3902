package dev.signalbox.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.HashSet;

/** What OpenAI demands of a schema that is to be followed strictly: closed objects whose properties are all required. */
public final class StrictSchema {
    private StrictSchema() {}

    /** Whether OpenAI would take the schema as a strict one. */
    public static boolean allows(JsonNode schema) {
        if (!schema.isObject()) {
            return true;
        }
        if (schema.path("type").asText().equals("object") && !closed(schema)) {
            return false;
        }
        return schema.path("properties").valueStream().allMatch(StrictSchema::allows)
                && allows(schema.path("items"))
                && schema.path("$defs").valueStream().allMatch(StrictSchema::allows)
                && schema.path("anyOf").valueStream().allMatch(StrictSchema::allows);
    }

    private static boolean closed(JsonNode schema) {
        var required = new HashSet<String>();
        if (schema.path("required") instanceof ArrayNode names) {
            names.forEach(n -> required.add(n.asText()));
        }
        boolean open = !schema.path("additionalProperties").isBoolean()
                || schema.path("additionalProperties").asBoolean();
        return !open && schema.path("properties").propertyStream().allMatch(p -> required.contains(p.getKey()));
    }
}
