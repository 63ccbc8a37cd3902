package dev.signalbox.wire;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.chat.ChatAnswer;
import dev.signalbox.chat.ChatRequest;
import dev.signalbox.chat.Failure;
import dev.signalbox.chat.FinishReason;
import dev.signalbox.chat.Message;
import dev.signalbox.chat.Part;
import dev.signalbox.chat.Protocol;
import dev.signalbox.chat.Role;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Codex's second form of compaction: an item {@code compaction_trigger} at the end of a request's input asks for one item
 * {@code compaction} as the answer, which the client sends back in place of what it stands for. Where a provider has no such
 * thing the item holds a summary, marked as ours, and is read as one wherever it comes back.
 */
public final class Checkpoint {
    public static final String TRIGGER = "compaction_trigger";
    public static final String ITEM = "compaction";

    private static final String MARK = "sb-summary.";

    private Checkpoint() {}

    /** Whether this text stands anywhere in a body; most requests have it nowhere. */
    static boolean mentions(byte[] body, String text) {
        var sought = text.getBytes(StandardCharsets.US_ASCII);
        int last = body.length - sought.length;
        for (int i = 0; i <= last; i++) {
            if (body[i] == sought[0] && java.util.Arrays.equals(body, i, i + sought.length, sought, 0, sought.length)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a body may ask for a compaction. */
    public static boolean mayBeAsked(byte[] body) {
        return mentions(body, TRIGGER);
    }

    /** Whether this request asks for a compaction. */
    public static boolean isAsked(ChatRequest request) {
        var messages = request.messages();
        return !messages.isEmpty()
                && !messages.getLast().parts().isEmpty()
                && messages.getLast().parts().getLast() instanceof Part.Opaque opaque
                && opaque.type().equals(TRIGGER);
    }

    /** Whether a provider of Responses refuses because it does not know such an item. */
    public static boolean isUnknown(Failure failure) {
        return failure.kind() == Failure.Kind.CLIENT_FAULT
                && failure.message().contains(TRIGGER)
                && !failure.message().contains("final input item");
    }

    /**
     * The answer: one item that holds the summary.
     *
     * @param response the provider's summary, as a response object
     * @throws dev.signalbox.chat.ChatException when nothing was said
     */
    public static ChatAnswer answer(byte[] response, String model, String id, long createdAt) {
        var said = Json.parse(response).orElseGet(Json::object);
        var item = Json.object()
                .put("type", ITEM)
                .put("id", "cmp_" + CallIds.hash(id, 32))
                .put("encrypted_content", sealed(Compaction.summary(said)));
        var part = new Part.Opaque(Protocol.OPENAI_RESPONSES, ITEM, Json.raw(item));
        var choice = new ChatAnswer.Choice(0, List.of(part), FinishReason.STOP, null, List.of());
        var usage = said.path("usage").isObject() ? Compaction.usage(response) : null;
        return new ChatAnswer("", model, createdAt, List.of(choice), usage);
    }

    private static String sealed(String summary) {
        return MARK + Base64.getUrlEncoder().withoutPadding().encodeToString(summary.getBytes(StandardCharsets.UTF_8));
    }

    /** What the user is taken to have said in place of an item of ours; empty when it is a vendor's. */
    public static Optional<String> text(JsonNode item) {
        var content = item.path("encrypted_content").asText("");
        if (!item.path("type").asText("").equals(ITEM) || !content.startsWith(MARK)) {
            return Optional.empty();
        }
        try {
            var summary = Base64.getUrlDecoder().decode(content.substring(MARK.length()));
            return Optional.of(Compaction.HEADING + new String(summary, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException damaged) {
            return Optional.empty();
        }
    }

    /** The same as a message. */
    public static Optional<Message> message(JsonNode item) {
        return text(item).map(text -> Message.of(Role.USER, Part.Text.of(text)));
    }

    /** The body with messages in place of items of ours, which no provider could open. */
    public static byte[] opened(byte[] body) {
        if (!mentions(body, MARK)) {
            return body;
        }
        var items = ResponseState.items(Json.request(body).path("input"));
        boolean changed = false;
        for (int i = 0; i < items.size(); i++) {
            var text = text(items.get(i));
            if (text.isPresent()) {
                items.set(i, Compaction.message("user", text.get()));
                changed = true;
            }
        }
        return changed ? JsonSplice.of(body).set("input", items.toString()).bytes() : body;
    }
}
