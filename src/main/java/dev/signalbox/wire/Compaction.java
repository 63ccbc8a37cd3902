package dev.signalbox.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.chat.Failure;
import dev.signalbox.chat.TokenUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A long conversation made short by a provider that has no such operation: it is asked to sum the conversation up, and the
 * summary stands for all that was answered, thought and called. Clients take the output in place of their history.
 */
public final class Compaction {
    /** How a summary begins, for the model that reads it, and for the next compaction, which replaces it. */
    static final String HEADING =
            "Summary of the conversation so far, made to save room. The messages above it are kept "
                    + "word for word, everything else that was said and done is in here; go on from it.\n\n";

    private static final String WISH =
            "The conversation has become too long and is about to be replaced by a summary, which is all that you will"
                    + " have of it besides the messages of the user. Write that summary now, and nothing else; call no"
                    + " tool. Say what is asked for and under which conditions, what was decided and why, what has been"
                    + " done with which result, what failed, and what is to be done next. Keep names of files, commands,"
                    + " identifiers, figures and error messages as they are.";

    private static final Set<String> KEPT_ROLES = Set.of("user", "system", "developer");

    /** The latest messages up to this many characters are kept; older ones are told by the summary alone. */
    private static final int KEPT_TEXT = 80_000;

    private Compaction() {}

    /** The Responses request that asks for a summary of the conversation in this compaction request. */
    public static byte[] summaryRequest(byte[] request) {
        var body = Json.request(request);
        var items = ResponseState.items(body.path("input"));
        for (int i = items.size() - 1; i >= 0; i--) {
            if (items.get(i).path("type").asText().equals(Checkpoint.TRIGGER)) {
                items.remove(i);
            }
        }
        items.add(message("user", WISH));
        body.set("input", items);
        body.put("store", false);
        body.remove(List.of("text", "include", "max_output_tokens"));
        if (body.path("tools").isArray()) {
            body.put("tool_choice", "none");
        }
        return Json.bytes(body);
    }

    /**
     * The answer to a compaction request.
     *
     * @param response the provider's summary, as a response object
     * @throws dev.signalbox.chat.ChatException when nothing was said
     */
    public static byte[] answer(byte[] request, byte[] response, String id, long createdAt) {
        var said = Json.parse(response).orElseGet(Json::object);
        var summary = summary(said);
        var body = Json.object()
                .put("id", "resp_" + CallIds.hash(id, 32))
                .put("object", "response.compaction")
                .put("created_at", createdAt);
        var output = body.putArray("output");
        kept(ResponseState.items(Json.request(request).path("input"))).forEach(output::add);
        output.add(message("user", HEADING + summary));
        for (int i = 0; i < output.size(); i++) {
            ((ObjectNode) output.get(i)).put("id", "msg_" + CallIds.hash(id + "/" + i, 32));
        }
        body.set("usage", said.path("usage").isObject() ? said.path("usage") : untold());
        return Json.bytes(body);
    }

    /** What was said when a summary was asked for. */
    static String summary(JsonNode response) {
        var summary = text(response).strip();
        if (summary.isEmpty()) {
            throw Failure.of(Failure.Kind.OVERLOADED, 502, "The provider was asked for a summary and gave none.")
                    .asException();
        }
        return summary;
    }

    /** Whether this is a compacted conversation, and not something that answers to any address. */
    public static boolean isAnswer(byte[] body) {
        var output = Json.parse(body).orElseGet(Json::object).path("output");
        return output.isArray() && !output.isEmpty();
    }

    /** Clients' libraries expect the counts, also of a provider that tells none. */
    private static ObjectNode untold() {
        var usage = Json.object().put("input_tokens", 0);
        usage.putObject("input_tokens_details").put("cached_tokens", 0);
        usage.put("output_tokens", 0);
        usage.putObject("output_tokens_details").put("reasoning_tokens", 0);
        return usage.put("total_tokens", 0);
    }

    /** The tokens that a compaction cost. */
    public static TokenUsage usage(byte[] compaction) {
        var usage = Json.parse(compaction).orElseGet(Json::object).path("usage");
        long cached = usage.at("/input_tokens_details/cached_tokens").asLong();
        return new TokenUsage(
                usage.path("input_tokens").asLong() - cached,
                usage.path("output_tokens").asLong(),
                cached,
                0,
                0,
                usage.at("/output_tokens_details/reasoning_tokens").asLong());
    }

    static ObjectNode message(String role, String text) {
        var message = Json.object().put("type", "message").put("role", role).put("status", "completed");
        message.putArray("content").addObject().put("type", "input_text").put("text", text);
        return message;
    }

    private static String text(JsonNode response) {
        var all = new StringBuilder();
        for (var item : response.path("output")) {
            for (var part : item.path("content")) {
                if (part.path("type").asText().equals("output_text")) {
                    all.append(part.path("text").asText());
                }
            }
        }
        return all.toString();
    }

    /** The latest messages that were put in, as text; an earlier summary is part of the new one. */
    private static List<ObjectNode> kept(ArrayNode items) {
        var newestFirst = new ArrayList<ObjectNode>();
        int room = KEPT_TEXT;
        for (int i = items.size() - 1; i >= 0; i--) {
            var role = items.get(i).path("role").asText();
            var text = KEPT_ROLES.contains(role) ? inputText(items.get(i).path("content")) : "";
            if (text.isEmpty() || text.startsWith(HEADING)) {
                continue;
            }
            room -= text.length();
            if (room < 0) {
                break;
            }
            newestFirst.add(message(role, text));
        }
        return newestFirst.reversed();
    }

    private static String inputText(JsonNode content) {
        if (content.isTextual()) {
            return content.asText();
        }
        var texts = new ArrayList<String>();
        for (var part : content) {
            if (part.path("type").asText().equals("input_text")) {
                texts.add(part.path("text").asText());
            }
        }
        return String.join("\n", texts);
    }
}
