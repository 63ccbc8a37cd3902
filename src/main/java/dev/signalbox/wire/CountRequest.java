package dev.signalbox.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.OptionalLong;
import java.util.Set;

/** Requests and answers of token counts, which take less than generating does and refuse the rest. */
public final class CountRequest {
    private CountRequest() {}

    /** The request with these fields only. */
    public static byte[] only(byte[] request, Set<String> fields) {
        return Json.bytes(Json.request(request).retain(fields));
    }

    /** The whole number at a field of an answer; empty when there is none. */
    public static OptionalLong number(byte[] answer, String field) {
        var value = Json.parse(answer).map(a -> a.path(field)).orElseGet(Json::object);
        return isCount(value) ? OptionalLong.of(value.asLong()) : OptionalLong.empty();
    }

    private static boolean isCount(JsonNode value) {
        return value.isIntegralNumber() && value.asLong() >= 0;
    }
}
