package dev.signalbox.wire.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.chat.Citation;
import dev.signalbox.chat.Protocol;
import dev.signalbox.wire.Json;
import org.jspecify.annotations.Nullable;

/** The sources of a message. The texts of a message are one here, so that places in one of its parts count from where that begins. */
final class Annotations {
    private int part = -1;
    private int start;
    private int length;

    /** So many characters more of a part; a part's text is said before that of the next. */
    void said(int from, int characters) {
        if (from != part) {
            part = from;
            start = length;
        }
        length += characters;
    }

    /**
     * The source of this part's text, null when it has no address. What is not known to stand for certain characters stands for
     * all that the part has said.
     */
    @Nullable
    JsonNode of(int from, Citation citation) {
        said(from, 0);
        if (citation.uri() == null) {
            return null;
        }
        if (citation.origin() == Protocol.OPENAI_CHAT && start == 0) {
            return Json.tree(citation.raw());
        }
        int first = citation.start() < 0 ? start : start + citation.start();
        int end = citation.end() < 0 ? length : start + citation.end();
        var node = Json.object().put("type", "url_citation");
        node.putObject("url_citation")
                .put("url", citation.uri())
                .put("title", citation.title() == null ? "" : citation.title())
                .put("start_index", first)
                .put("end_index", Math.max(first, end));
        return node;
    }
}
