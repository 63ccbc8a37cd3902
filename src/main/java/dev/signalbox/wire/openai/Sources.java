package dev.signalbox.wire.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.chat.Citation;
import dev.signalbox.chat.Protocol;
import dev.signalbox.wire.Json;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an answer was drawn from, where a server tells it beside the choices and not as annotations: Perplexity's and xAI's
 * {@code citations}, Perplexity's {@code search_results}, GLM's {@code web_search}. Each chunk may repeat them.
 */
final class Sources {
    private final Map<String, Citation> waiting = new LinkedHashMap<>();
    private final Set<String> told = new HashSet<>();

    void read(JsonNode chunk) {
        chunk.path("search_results").forEach(this::result);
        chunk.path("web_search").forEach(this::result);
        chunk.path("citations").forEach(this::result);
    }

    private void result(JsonNode source) {
        if (source.isTextual()) {
            add(source.textValue(), null, null);
            return;
        }
        var uri = text(source, "url");
        add(uri == null ? text(source, "link") : uri, text(source, "title"), text(source, "snippet"));
    }

    private void add(@Nullable String uri, @Nullable String title, @Nullable String quote) {
        if (uri == null || uri.isBlank() || told.contains(uri) || waiting.containsKey(uri)) {
            return;
        }
        var raw = Json.object().put("type", "url_citation");
        raw.putObject("url_citation")
                .put("url", uri)
                .put("title", title == null ? "" : title)
                .put("start_index", 0)
                .put("end_index", 0);
        waiting.put(uri, new Citation(uri, title, quote, -1, -1, Protocol.OPENAI_CHAT, Json.raw(raw)));
    }

    private static @Nullable String text(JsonNode node, String name) {
        var value = node.path(name);
        return value.isTextual() && !value.textValue().isBlank() ? value.textValue() : null;
    }

    /** This one was told as an annotation. */
    void told(String uri) {
        told.add(uri);
        waiting.remove(uri);
    }

    /** Those that were not told yet. */
    List<Citation> take() {
        var all = List.copyOf(waiting.values());
        told.addAll(waiting.keySet());
        waiting.clear();
        return all;
    }
}
