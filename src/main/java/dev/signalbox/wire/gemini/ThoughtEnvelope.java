package dev.signalbox.wire.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.chat.Part;
import dev.signalbox.chat.Signature;
import dev.signalbox.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Another vendor's signed thoughts, packed into the {@code thoughtSignature} of a function call. Gemini clients drop thought
 * parts from their history but return the signature of a call unchanged (the API demands it), so this is the one place where
 * a thought survives until the vendor that signed it wants it back with the tool's result.
 */
final class ThoughtEnvelope {
    private static final String MARK = "signalbox";

    private ThoughtEnvelope() {}

    static String seal(List<Part> thoughts) {
        var root = Json.object();
        var list = root.putArray(MARK);
        for (var thought : thoughts) {
            if (thought instanceof Part.Thinking t && t.signature() != null) {
                list.addObject()
                        .put("origin", t.signature().origin())
                        .put("text", t.text())
                        .put("signature", t.signature().value());
            } else if (thought instanceof Part.RedactedThinking r) {
                list.addObject()
                        .put("origin", r.data().origin())
                        .put("data", r.data().value());
            }
        }
        return Base64.getEncoder().encodeToString(Json.bytes(root));
    }

    /** The thoughts in it; empty when this is a signature of Google's own. */
    static List<Part> open(String signature) {
        if (!signature.startsWith("eyJzaWduYWxib3gi")) { // base64 of {"signalbox"
            return List.of();
        }
        try {
            var bytes =
                    Base64.getMimeDecoder().decode(signature.replace('-', '+').replace('_', '/'));
            return Json.parse(new String(bytes, StandardCharsets.UTF_8))
                    .map(root -> thoughts(root.path(MARK)))
                    .orElse(List.of());
        } catch (IllegalArgumentException e) {
            return List.of();
        }
    }

    private static List<Part> thoughts(JsonNode list) {
        var thoughts = new ArrayList<Part>();
        for (var item : list) {
            var origin = item.path("origin").asText();
            if (item.has("data")) {
                thoughts.add(new Part.RedactedThinking(
                        new Signature(origin, item.path("data").asText())));
            } else {
                thoughts.add(new Part.Thinking(
                        item.path("text").asText(),
                        new Signature(origin, item.path("signature").asText())));
            }
        }
        return thoughts;
    }
}
