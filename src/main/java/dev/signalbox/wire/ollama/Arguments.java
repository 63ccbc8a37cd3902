package dev.signalbox.wire.ollama;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.wire.FreeText;
import dev.signalbox.wire.Json;

/** A call's arguments as the object this protocol demands. */
final class Arguments {
    private Arguments() {}

    /** What is no JSON object is wrapped, so that nothing the model wrote is lost. */
    static ObjectNode of(String text) {
        if (text.isBlank() || text.strip().equals("null")) {
            return Json.object();
        }
        return Json.parse(text)
                .filter(ObjectNode.class::isInstance)
                .map(ObjectNode.class::cast)
                .orElseGet(() -> FreeText.wrap(text));
    }
}
