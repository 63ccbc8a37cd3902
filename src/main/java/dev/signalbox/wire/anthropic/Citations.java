package dev.signalbox.wire.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.chat.Citation;
import dev.signalbox.chat.Protocol;
import dev.signalbox.wire.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Citations of text blocks. Their own positions are positions in the source; in the text they stand for the whole block. */
final class Citations {
    private Citations() {}

    /** The citations of a block with so many characters of text. */
    static List<Citation> read(JsonNode list, int length) {
        var citations = new ArrayList<Citation>();
        for (var one : list) {
            if (one.isObject()) {
                citations.add(readOne(one, length));
            }
        }
        return citations;
    }

    private static Citation readOne(JsonNode one, int length) {
        var title = text(one, "title");
        var uri = text(one, "url");
        return new Citation(
                uri == null ? text(one, "source") : uri,
                title == null ? text(one, "document_title") : title,
                text(one, "cited_text"),
                0,
                length,
                Protocol.ANTHROPIC_MESSAGES,
                Json.raw(one));
    }

    /** Whether the vendor itself issued it: one that was written here for another's source lacks the sealed index. */
    static boolean issued(Citation citation) {
        var index = Json.tree(citation.raw()).path("encrypted_index");
        return !index.isTextual() || !index.textValue().isEmpty();
    }

    private static @Nullable String text(JsonNode node, String name) {
        return node.path(name).textValue();
    }

    /** The citation as clients of this protocol know it; what comes from elsewhere is a web search result, or nothing. */
    static @Nullable JsonNode write(Citation citation) {
        if (citation.origin() == Protocol.ANTHROPIC_MESSAGES) {
            return Json.tree(citation.raw());
        }
        if (citation.uri() == null) {
            return null;
        }
        ObjectNode tree = Json.object().put("type", "web_search_result_location");
        return tree.put("cited_text", citation.citedText() == null ? "" : citation.citedText())
                .put("url", citation.uri())
                .put("title", citation.title())
                .put("encrypted_index", "");
    }
}
