package dev.signalbox.wire.anthropic;

import dev.signalbox.wire.Fields;
import dev.signalbox.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The golden files of this protocol. */
final class Samples {
    private Samples() {}

    static byte[] bytes(String name) {
        try (var in = Objects.requireNonNull(Samples.class.getResourceAsStream("/wire/anthropic/" + name), name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(String name) {
        return new String(bytes(name), StandardCharsets.UTF_8);
    }

    /** The fields of a JSON text in which single quotes stand for double ones. */
    static Fields fields(String json) {
        return new Fields(Json.request(quoted(json)), "");
    }

    static byte[] quoted(String json) {
        return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }
}
