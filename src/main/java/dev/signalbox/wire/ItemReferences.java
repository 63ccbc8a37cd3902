package dev.signalbox.wire;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.chat.ChatRequest;
import dev.signalbox.chat.Part;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Items of the Responses protocol that a client names by their ids, because the server that answered keeps them. Some libraries
 * send whole conversations that way unless they are told not to have anything stored.
 */
public final class ItemReferences {
    private static final String TYPE = "item_reference";
    /** A thought is of use to the vendor it came from only, so that one that is missing does no harm. */
    private static final String THOUGHT = "rs_";

    private ItemReferences() {}

    /** Whether a body may name items; most do not. */
    public static boolean mayBeIn(byte[] body) {
        return Checkpoint.mentions(body, TYPE);
    }

    /** The request with the items themselves in place of their ids, as far as {@code known} finds them. */
    public static byte[] resolved(byte[] request, Function<String, Optional<byte[]>> known) {
        var items = ResponseState.items(Json.request(request).path("input"));
        boolean changed = false;
        for (int i = 0; i < items.size(); i++) {
            var item = item(items.get(i), known);
            if (item.isPresent()) {
                items.set(i, item.get());
                changed = true;
            }
        }
        return changed ? JsonSplice.of(request).set("input", items.toString()).bytes() : request;
    }

    private static Optional<JsonNode> item(JsonNode reference, Function<String, Optional<byte[]>> known) {
        return reference.path("type").asText(TYPE).equals(TYPE) && !reference.has("role")
                ? known.apply(reference.path("id").asText()).flatMap(Json::parse)
                : Optional.empty();
    }

    /** The first item that is named only and that somebody would miss. */
    public static Optional<String> missing(ChatRequest request) {
        return request.messages().stream()
                .flatMap(m -> m.parts().stream())
                .filter(p -> p instanceof Part.Opaque o && o.type().equals(TYPE))
                .map(p -> Json.tree(((Part.Opaque) p).raw()).path("id").asText())
                .filter(id -> !id.startsWith(THOUGHT))
                .findFirst();
    }

    /** The ids in a list of items. */
    public static Set<String> ids(byte[] items) {
        var ids = new LinkedHashSet<String>();
        Json.parse(items)
                .ifPresent(list -> list.forEach(item -> {
                    if (item.path("id").isTextual()) {
                        ids.add(item.get("id").textValue());
                    }
                }));
        return ids;
    }

    /** The item of this id in a list. */
    public static Optional<byte[]> find(byte[] items, String id) {
        return Json.parse(items)
                .flatMap(list -> list.valueStream()
                        .filter(item -> item.path("id").asText().equals(id))
                        .findFirst()
                        .map(Json::bytes));
    }
}
