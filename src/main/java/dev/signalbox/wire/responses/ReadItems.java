package dev.signalbox.wire.responses;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The output items of a stream, found again by whatever an event tells: the item's id, its position, the call's id, and where
 * it tells nothing, the latest open item of that kind.
 */
final class ReadItems {
    private final List<ReadItem> items = new ArrayList<>();
    private final Set<ReadItem> placed = new HashSet<>();

    List<ReadItem> all() {
        return items;
    }

    /** The item an event about {@code kind} belongs to; a new one when none is open. */
    ReadItem of(JsonNode event, ReadItem.Kind kind) {
        var item = find(event, event.path("item_id").asText(), "", kind);
        if (item == null) {
            item = latest(i -> i.kind == kind && !i.done);
        }
        return learned(item == null ? add(kind) : item, event, event.path("item"));
    }

    /** The item that is announced. */
    ReadItem added(JsonNode event) {
        return learned(add(kind(event.path("item"))), event, event.path("item"));
    }

    /** The item that is complete: one of those announced, or one that never was. */
    ReadItem finished(JsonNode event) {
        var node = event.path("item");
        var kind = kind(node);
        var item = find(event, node.path("id").asText(), node.path("call_id").asText(), kind);
        if (item == null && !event.has("output_index")) {
            item = earliest(i -> i.kind == kind && !i.done && compatible(i, node));
        }
        return learned(item == null ? add(kind) : item, event, node);
    }

    /**
     * The item that stands at a position of the final output; {@code nth} counts the items of its kind there. Each item stands at
     * one position, though servers give several of them one id.
     */
    ReadItem terminal(JsonNode node, int position, int nth) {
        var item = atPosition(node, position, nth);
        placed.add(item);
        return item;
    }

    private ReadItem atPosition(JsonNode node, int position, int nth) {
        var kind = kind(node);
        var id = node.path("id").asText();
        var callId = node.path("call_id").asText();
        var item = id.isEmpty() ? null : unplaced(i -> i.kind == kind && i.id.equals(id));
        if (item == null && !callId.isEmpty()) {
            item = unplaced(i -> i.kind == kind && i.callId.equals(callId));
        }
        if (item == null) {
            item = unplaced(i -> i.kind == kind && i.index == position && compatible(i, node));
        }
        if (item == null) {
            var same = items.stream().filter(i -> i.kind == kind).toList();
            boolean fits = nth < same.size() && !placed.contains(same.get(nth)) && compatible(same.get(nth), node);
            item = fits ? same.get(nth) : null;
        }
        return learned(item == null ? add(kind) : item, node, node);
    }

    private static boolean compatible(ReadItem item, JsonNode node) {
        return agree(item.id, node.path("id").asText())
                && agree(item.callId, node.path("call_id").asText());
    }

    private static boolean agree(String known, String told) {
        return known.isEmpty() || told.isEmpty() || known.equals(told);
    }

    private @Nullable ReadItem find(JsonNode event, String id, String callId, ReadItem.Kind kind) {
        int index = event.path("output_index").asInt(-1);
        var byId = id.isEmpty()
                ? null
                : earliest(i -> i.kind == kind && i.id.equals(id) && (index < 0 || i.index < 0 || i.index == index));
        if (byId != null) {
            return byId;
        }
        var byIndex = index < 0 ? null : latest(i -> i.index == index && i.kind == kind);
        if (byIndex != null) {
            return byIndex;
        }
        return callId.isEmpty() ? null : latest(i -> i.kind == kind && i.callId.equals(callId));
    }

    static ReadItem.Kind kind(JsonNode item) {
        return ReadItem.Kind.of(item.path("type").asText());
    }

    private ReadItem add(ReadItem.Kind kind) {
        var item = new ReadItem(kind);
        items.add(item);
        return item;
    }

    private static ReadItem learned(ReadItem item, JsonNode event, JsonNode node) {
        item.learn(event, node);
        return item;
    }

    private @Nullable ReadItem unplaced(Predicate<ReadItem> wanted) {
        return earliest(i -> !placed.contains(i) && wanted.test(i));
    }

    private @Nullable ReadItem earliest(Predicate<ReadItem> wanted) {
        return items.stream().filter(wanted).findFirst().orElse(null);
    }

    private @Nullable ReadItem latest(Predicate<ReadItem> wanted) {
        return items.reversed().stream().filter(wanted).findFirst().orElse(null);
    }
}
