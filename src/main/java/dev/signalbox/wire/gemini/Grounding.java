package dev.signalbox.wire.gemini;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.chat.Citation;
import dev.signalbox.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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

    /** The characters from {@code first} to before {@code end} of the candidate's text. */
    private record Support(int first, int end) {}

    /** More of a part's text; a part's text is said before that of the next. */
    void said(int from, String text) {
        if (from != part) {
            part = from;
            start = said.length();
        }
        goesOn = true;
        said.append(text);
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
        int first = Math.min(citation.start() < 0 ? start : start + citation.start(), said.length());
        int end = Math.min(citation.end() < 0 ? said.length() : start + citation.end(), said.length());
        var indexes = supports.computeIfAbsent(new Support(first, Math.max(first, end)), s -> new ArrayList<>());
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
        supports.forEach((words, indexes) -> {
            var support = supported.addObject();
            support.putObject("segment")
                    .put("startIndex", bytes(words.first()))
                    .put("endIndex", bytes(words.end()))
                    .put("text", said.substring(words.first(), words.end()));
            indexes.forEach(support.putArray("groundingChunkIndices")::add);
        });
    }

    private int bytes(int end) {
        return said.substring(0, end).getBytes(StandardCharsets.UTF_8).length;
    }
}
