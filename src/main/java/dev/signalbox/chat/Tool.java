package dev.signalbox.chat;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A tool the model may call. Names are unique within a request. */
public sealed interface Tool {
    String name();

    /**
     * A function with a JSON schema for its arguments.
     *
     * @param name full name; a tool of a namespace is called {@code ns__name}
     * @param parameters JSON schema, null when the client gave none
     * @param namespace the namespace the client declared it in, null for a plain one
     * @param extras fields only the origin understands ({@code defer_loading} and the like), by name
     */
    record Function(
            String name,
            @Nullable String description,
            @Nullable RawJson parameters,
            @Nullable Boolean strict,
            @Nullable String namespace,
            @Nullable CacheControl cache,
            Map<String, RawJson> extras)
            implements Tool {
        public Function {
            extras = Map.copyOf(extras);
        }

        public static Function of(String name, @Nullable String description, @Nullable RawJson parameters) {
            return new Function(name, description, parameters, null, null, null, Map.of());
        }
    }

    /** A tool that takes free text, optionally bound to a grammar (OpenAI custom tools). */
    record Custom(
            String name,
            @Nullable String description,
            @Nullable RawJson format,
            @Nullable String namespace) implements Tool {}

    /**
     * A tool that the provider runs.
     *
     * @param kind the canonical kind: {@code web_search}, {@code code_interpreter}, {@code file_search}, {@code computer_use},
     *     {@code image_generation}, {@code url_context}, or the vendor's own type where none of these fits
     * @param definition the whole declaration in its own protocol
     */
    record BuiltIn(
            String name,
            String kind,
            Protocol origin,
            RawJson definition,
            @Nullable CacheControl cache) implements Tool {}
}
