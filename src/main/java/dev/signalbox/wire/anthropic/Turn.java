package dev.signalbox.wire.anthropic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;

/** A turn of a request being written, with its content blocks; the list grows and is put into order in place. */
record Turn(String role, List<ObjectNode> blocks) {

    static boolean is(ObjectNode block, String type) {
        return block.path("type").asText().equals(type);
    }

    boolean holds(String type) {
        return blocks.stream().anyMatch(b -> is(b, type));
    }

    /**
     * Results come first in a user turn. In an assistant turn thoughts come first and calls last, unless the API itself made
     * that turn: its own order is as it must be.
     */
    void order(boolean ownTurns) {
        if (role.equals("user")) {
            blocks.sort(Comparator.comparingInt(b -> is(b, "tool_result") ? 0 : 1));
        } else if (!ownTurns) {
            blocks.sort(Comparator.comparingInt(Turn::rank));
        }
    }

    private static int rank(ObjectNode block) {
        var type = block.path("type").asText();
        if (type.equals("tool_use")) {
            return 2;
        }
        return type.endsWith("thinking") ? 0 : 1;
    }
}
