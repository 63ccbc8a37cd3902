package dev.signalbox.wire.responses;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What is known so far of one output item of a provider's stream. */
final class ReadItem {
    /** What becomes of an item. */
    enum Kind {
        MESSAGE,
        REASONING,
        CALL,
        CUSTOM_CALL,
        OTHER;

        static Kind of(String type) {
            return switch (type) {
                case "message" -> MESSAGE;
                case "reasoning" -> REASONING;
                case "function_call" -> CALL;
                case "custom_tool_call" -> CUSTOM_CALL;
                default -> OTHER;
            };
        }

        boolean call() {
            return this == CALL || this == CUSTOM_CALL;
        }
    }

    final Kind kind;
    final StringBuilder arguments = new StringBuilder();
    final Set<Integer> written = new HashSet<>();
    /** How many citations of each content part were told. */
    final Map<Integer, Integer> cited = new HashMap<>();

    String id = "";
    String callId = "";
    String name = "";
    String sealed = "";
    int index = -1;
    int part = -1;
    int content = -1;
    boolean fromSummary;
    boolean paragraph;
    boolean cut;
    boolean refusal;
    boolean done;

    ReadItem(Kind kind) {
        this.kind = kind;
    }

    /** Takes over what an event or the item itself tells; what is known already stays. */
    void learn(JsonNode event, JsonNode item) {
        if (index < 0) {
            index = event.path("output_index").asInt(-1);
        }
        id = first(id, item.path("id").asText(event.path("item_id").asText()));
        callId = first(callId, item.path("call_id").asText());
        var namespace = item.path("namespace").asText();
        name = first(name, Namespaces.qualify(namespace, item.path("name").asText()));
        var value = item.path("encrypted_content").asText();
        sealed = value.isEmpty() ? sealed : value;
    }

    private static String first(String known, String next) {
        return known.isEmpty() ? next : known;
    }

    boolean open() {
        return part >= 0 && !done;
    }
}
