package dev.signalbox.upstream.vertex;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Takes the ids off function calls and their responses. Google's own address of Gemini gives and takes them, Vertex AI refuses them
 * as an unknown field and pairs by order.
 */
final class CallIds {
    private static final List<String> CARRIERS =
            List.of("functionCall", "function_call", "functionResponse", "function_response");

    private CallIds() {}

    static byte[] removed(byte[] body) {
        var text = new String(body, StandardCharsets.ISO_8859_1);
        if (CARRIERS.stream().noneMatch(name -> text.contains('"' + name + '"'))) {
            return body;
        }
        return Json.parse(body).map(CallIds::removed).orElse(body);
    }

    private static byte[] removed(JsonNode request) {
        for (var content : request.path("contents")) {
            for (var part : content.path("parts")) {
                CARRIERS.forEach(name -> {
                    if (part.path(name) instanceof ObjectNode call) {
                        call.remove("id");
                    }
                });
            }
        }
        return Json.bytes(request);
    }
}
