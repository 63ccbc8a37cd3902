package dev.signalbox.account;

import jakarta.json.Json;
import jakarta.json.JsonString;
import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Texts by name as one JSON object, which is how a column holds them. */
public final class TextMap {
    private TextMap() {}

    public static String write(Map<String, String> texts) {
        var object = Json.createObjectBuilder();
        new TreeMap<>(texts).forEach(object::add);
        return object.build().toString();
    }

    public static Map<String, String> read(String json) {
        try (var reader = Json.createReader(new StringReader(json))) {
            var texts = new LinkedHashMap<String, String>();
            reader.readObject().forEach((name, value) -> texts.put(name, ((JsonString) value).getString()));
            return texts;
        }
    }
}
