package dev.signalbox.wire.gemini;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.chat.Citation;
import dev.signalbox.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The sources of a candidate, each once, and which words each of them supports. Places count the UTF-8 bytes of all that is said. */
final class Grounding {
    private final Map<String, ObjectNode> chunks = new LinkedHashMap<>();
    private final Map<Support, List<Integer>> supports = new LinkedHashMap<>();
    private final StringBuilder said = new StringBuilder();
    private int part = -1;
    private int start;
    private boolean goesOn;
    private boolean told = true;

    private final Map<Integer, Integer> ends = new HashMap<>();

    /** A place in the part that begins at {@code part}, as its source tells it, -1 where it does not: the text may be yet to come. */
    private record Support(int part, int first, int end) {}

    /** More of a part's text; a part's text is said before that of the next. */
    void said(int from, String text) {
        if (from != part) {
            part = from;
            start = said.length();
        }
        goesOn = true;
        said.append(text);
        ends.put(start, said.length());
    }

    /** The text said last is complete. */
    void finishPart() {
        goesOn = false;
    }

    /** A source of this part's text: of these words where that is known, else of all of them. */
    void cite(int from, Citation citation) {
        said(from, "");
        var chunk = chunk(citation);
        if (chunk == null) {
            return;
        }
        told = false;
        chunks.putIfAbsent(chunk.toString(), chunk);
        int index = List.copyOf(chunks.keySet()).indexOf(chunk.toString());
        var place = new Support(start, citation.start(), citation.end());
        var indexes = supports.computeIfAbsent(place, s -> new ArrayList<>());
        if (!indexes.contains(index)) {
            indexes.add(index);
        }
    }

    /** A page on the web, or a passage of what the client itself gave; null when neither can be told. */
    private static @Nullable ObjectNode chunk(Citation citation) {
        if (citation.uri() == null && citation.title() == null) {
            return null;
        }
        var chunk = Json.object();
        var source = chunk.putObject(citation.uri() == null ? "retrievedContext" : "web");
        if (citation.uri() != null) {
            source.put("uri", citation.uri());
        }
        if (citation.title() != null) {
            source.put("title", citation.title());
        }
        if (citation.uri() == null && citation.citedText() != null) {
            source.put("text", citation.citedText());
        }
        return chunk;
    }

    /** Tells what is not told yet, unless the text it belongs to goes on. */
    void tell(ObjectNode candidate) {
        if (!goesOn && !told) {
            told = true;
            writeTo(candidate);
        }
    }

    /** Tells everything. */
    void writeTo(ObjectNode candidate) {
        if (chunks.isEmpty()) {
            return;
        }
        var metadata = candidate.putObject("groundingMetadata");
        var list = metadata.putArray("groundingChunks");
        chunks.values().forEach(list::add);
        var supported = metadata.putArray("groundingSupports");
        supports.forEach((place, indexes) -> {
            int last = ends.getOrDefault(place.part(), said.length());
            int first = Math.min(place.first() < 0 ? place.part() : place.part() + place.first(), last);
            int end = Math.max(first, Math.min(place.end() < 0 ? last : place.part() + place.end(), last));
            var support = supported.addObject();
            support.putObject("segment")
                    .put("startIndex", bytes(first))
                    .put("endIndex", bytes(end))
                    .put("text", said.substring(first, end));
            indexes.forEach(support.putArray("groundingChunkIndices")::add);
        });
    }

    private int bytes(int end) {
        return said.substring(0, end).getBytes(StandardCharsets.UTF_8).length;
    }
}
