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
            @Nullable Namespace namespace,
            @Nullable CacheControl cache,
            Map<String, RawJson> extras)
            implements Tool {
        public Function {
            extras = Map.copyOf(extras);
        }

        public static Function of(String name, @Nullable String description, @Nullable RawJson parameters) {
            return new Function(name, description, parameters, null, null, null, Map.of());
        }

        /** What is said of it where there are no namespaces. */
        public @Nullable String told() {
            return Namespace.told(namespace, description);
        }
    }

    /** A group of tools; what is said of the group holds for each of them. */
    record Namespace(String name, @Nullable String description) {

        private static @Nullable String told(@Nullable Namespace of, @Nullable String description) {
            if (of == null || of.description == null || of.description.isBlank()) {
                return description;
            }
            var group = of.name + ": " + of.description;
            return description == null || description.isEmpty() ? group : description + "\n\n" + group;
        }
    }

    /** A tool that takes free text, optionally bound to a grammar (OpenAI custom tools). */
    record Custom(
            String name,
            @Nullable String description,
            @Nullable RawJson format,
            @Nullable Namespace namespace) implements Tool {
        /** What is said of it where there are no namespaces. */
        public @Nullable String told() {
            return Namespace.told(namespace, description);
        }
    }

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
