package dev.signalbox.chat;

import org.jspecify.annotations.Nullable;

/** The form the client wants the text in. */
public sealed interface OutputFormat {
    OutputFormat TEXT = new PlainText();
    OutputFormat JSON = new JsonObject();

    record PlainText() implements OutputFormat {}

    record JsonObject() implements OutputFormat {}

    /** JSON by this schema; {@code strict} is null when the client did not say. */
    record JsonSchema(
            String name,
            @Nullable String description,
            RawJson schema,
            @Nullable Boolean strict) implements OutputFormat {}
}
