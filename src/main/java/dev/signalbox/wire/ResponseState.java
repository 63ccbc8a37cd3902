package dev.signalbox.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What keeping responses needs of the Responses protocol: a request's own input, an answer's output, and both put together. */
public final class ResponseState {
    private static final String ITEM_PREFIX = "msg_";

    private ResponseState() {}

    /** The input items of a request, each with an id; a text is one message of the user. */
    public static byte[] input(byte[] request, String requestId) {
        var items = items(Json.request(request).path("input"));
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i) instanceof ObjectNode item && !item.path("id").isTextual()) {
                item.put("id", ITEM_PREFIX + CallIds.hash(requestId + "/" + i, 32));
            }
        }
        return Json.bytes(items);
    }

    /** Input as a list; a text is one message of the user. */
    static ArrayNode items(JsonNode input) {
        if (input.isTextual()) {
            var message = Json.object().put("type", "message").put("role", "user");
            message.putArray("content").addObject().put("type", "input_text").put("text", input.asText());
            return Json.array().add(message);
        }
        return input instanceof ArrayNode array ? array.deepCopy() : Json.array();
    }

    /** The request with the turns before it in front of its own input, for whoever does not know them. */
    public static byte[] continued(byte[] request, List<byte[]> earlier) {
        var body = Json.request(request);
        var all = Json.array();
        earlier.forEach(turn -> Json.parse(turn).ifPresent(items -> items.forEach(all::add)));
        items(body.path("input")).forEach(all::add);
        body.remove("previous_response_id");
        body.set("input", all);
        return Json.bytes(body);
    }

    /** The output items of a response object. */
    public static byte[] output(byte[] response) {
        var output = Json.parse(response).map(r -> r.path("output")).orElseGet(Json::array);
        return Json.bytes(output.isArray() ? output : Json.array());
    }

    /** The finished response object among the events of a stream. */
    public static Optional<byte[]> finished(byte[] events) {
        var decoder = StreamForm.SSE.decoder();
        for (var frame : decoder.feed(events, 0, events.length)) {
            var event = Json.parse(frame.data()).orElseGet(Json::object);
            if (isFinished(event.path("response"))) {
                return Optional.of(Json.bytes(event.path("response")));
            }
        }
        return Optional.empty();
    }

    /** Whether a response came to a proper end, be it for want of tokens. */
    public static boolean isFinished(JsonNode response) {
        var status = response.path("status").asText();
        return status.equals("completed") || status.equals("incomplete");
    }

    /** The response's id. */
    public static Optional<String> id(byte[] response) {
        return Json.parse(response)
                .filter(ResponseState::isFinished)
                .map(r -> r.path("id").asText())
                .filter(id -> !id.isEmpty());
    }

    /**
     * A page of input items as the API lists them.
     *
     * @param turns the items of each turn, the oldest first
     * @param after the id of the item before the page, null from the beginning
     */
    public static byte[] page(List<byte[]> turns, boolean ascending, int limit, @Nullable String after) {
        var all = Json.array();
        turns.forEach(turn -> Json.parse(turn).ifPresent(items -> items.forEach(all::add)));
        var data = Json.array();
        boolean begun = after == null;
        boolean more = false;
        for (int i = 0; i < all.size(); i++) {
            var item = all.get(ascending ? i : all.size() - 1 - i);
            if (begun && data.size() < limit) {
                data.add(item);
            } else if (begun) {
                more = true;
            }
            begun |= item.path("id").asText().equals(after);
        }
        var page = Json.object().put("object", "list");
        page.set("data", data);
        page.put("first_id", data.path(0).path("id").textValue());
        page.put("last_id", data.path(data.size() - 1).path("id").textValue());
        return Json.bytes(page.put("has_more", more));
    }

    /** The confirmation that a response is gone. */
    public static byte[] deleted(String id) {
        return Json.bytes(Json.object().put("id", id).put("object", "response").put("deleted", true));
    }
}
