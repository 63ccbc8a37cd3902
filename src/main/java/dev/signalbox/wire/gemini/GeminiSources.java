package dev.signalbox.wire.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.chat.Citation;
import dev.signalbox.chat.Protocol;
import dev.signalbox.chat.RawJson;
import dev.signalbox.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The sources of one candidate: what was found and quoted, kept until the text that rests on it is complete. Google tells places
 * in bytes of UTF-8, a citation in characters; where the passage itself is told, it counts more than its place.
 */
final class GeminiSources {

    /** A source with its place in bytes, which is -1 where none is told. */
    private record Source(
            String uri,
            @Nullable String title,
            @Nullable String quoted,
            int start,
            int end,
            String passage,
            RawJson raw) {
        boolean placed() {
            return end > start || !passage.isEmpty();
        }

        /** What tells it from others; empty when it can be told by nothing. */
        String name() {
            return uri != null ? uri : title != null ? title : "";
        }

        String key() {
            return name() + ' ' + (passage.isEmpty() ? start + " " + end : passage);
        }
    }

    private final Map<String, Source> waiting = new LinkedHashMap<>();
    private final Map<String, Boolean> known = new LinkedHashMap<>();
    private int before;

    /** Takes what this piece of the candidate tells. A later piece may tell it again. */
    void read(JsonNode candidate) {
        grounding(candidate.path("groundingMetadata"));
        var quoted = candidate.path("citationMetadata");
        for (var name : List.of("citationSources", "citations")) {
            quoted.path(name).forEach(this::quoted);
        }
        for (var page : candidate.path("urlContextMetadata").path("urlMetadata")) {
            if (page.path("urlRetrievalStatus").asText("").endsWith("SUCCESS")) {
                add(source(page.path("retrievedUrl"), page, page, null, Json.object(), page));
            }
        }
    }

    private void grounding(JsonNode grounding) {
        var chunks = grounding.path("groundingChunks");
        for (var support : grounding.path("groundingSupports")) {
            for (var index : support.path("groundingChunkIndices")) {
                found(chunks.path(index.asInt(-1)), support.path("segment"), support);
            }
        }
        chunks.forEach(chunk -> found(chunk, Json.object(), chunk));
    }

    private void found(JsonNode chunk, JsonNode segment, JsonNode raw) {
        for (var kind : List.of("web", "retrievedContext", "maps", "image")) {
            var found = chunk.path(kind);
            if (found.isObject()) {
                var uri = kind.equals("image") ? found.path("sourceUri") : found.path("uri");
                var text = kind.equals("retrievedContext") ? text(found, "text") : null;
                add(source(uri, found, segment, text, segment, raw));
            }
        }
    }

    private void quoted(JsonNode source) {
        add(source(source.path("uri"), source, source, null, Json.object(), source));
    }

    private static Source source(
            JsonNode uri, JsonNode titled, JsonNode place, @Nullable String quoted, JsonNode segment, JsonNode raw) {
        int end = place.path("endIndex").asInt(-1);
        int start = end < 0 ? -1 : Math.max(0, place.path("startIndex").asInt(0));
        var passage = segment.path("text").asText("");
        return new Source(uri.textValue(), text(titled, "title"), quoted, start, end, passage, Json.raw(raw));
    }

    private static @Nullable String text(JsonNode node, String field) {
        return node.path(field).isTextual() ? node.get(field).textValue() : null;
    }

    /** A source without an address and a title is none that a client could show; one without a place says nothing of one that has one. */
    private void add(Source source) {
        boolean told = source.placed() ? known.containsKey(source.key()) : known.containsKey(source.name());
        if (source.name().isEmpty() || told) {
            return;
        }
        known.put(source.key(), true);
        if (known.put(source.name(), true) != null && source.placed()) {
            waiting.values().removeIf(w -> !w.placed() && w.name().equals(source.name()));
        }
        waiting.put(source.key(), source);
    }

    boolean waiting() {
        return !waiting.isEmpty();
    }

    /** The citations within a text that is complete; {@code last} says that none follows, which all that are left belong to. */
    List<Citation> within(String text, boolean last) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        var citations = new ArrayList<Citation>();
        waiting.values().removeIf(source -> {
            var range = source.placed() ? range(source, text, bytes) : null;
            if (range == null && !last) {
                return false;
            }
            citations.add(range == null ? citation(source, -1, -1) : citation(source, range[0], range[1]));
            return true;
        });
        before += bytes.length;
        return citations;
    }

    private static Citation citation(Source source, int start, int end) {
        return new Citation(source.uri(), source.title(), source.quoted(), start, end, Protocol.GEMINI, source.raw());
    }

    /** Where the passage is, told from the beginning of this text or of all texts; null when it is not in this text. */
    private int @Nullable [] range(Source source, String text, byte[] bytes) {
        var passage = source.passage();
        if (passage.isEmpty()) {
            int start = source.start() - before;
            int end = source.end() - before;
            return start >= 0 && end <= bytes.length
                    ? new int[] {characters(bytes, start), characters(bytes, end)}
                    : null;
        }
        for (int shift : new int[] {0, before}) {
            int start = source.start() - shift;
            if (start >= 0 && start <= bytes.length && text.startsWith(passage, characters(bytes, start))) {
                int at = characters(bytes, start);
                return new int[] {at, at + passage.length()};
            }
        }
        int at = text.indexOf(passage);
        return at < 0 ? null : new int[] {at, at + passage.length()};
    }

    private static int characters(byte[] bytes, int offset) {
        return new String(Arrays.copyOf(bytes, offset), StandardCharsets.UTF_8).length();
    }
}
