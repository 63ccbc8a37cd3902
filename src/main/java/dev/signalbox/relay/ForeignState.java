package dev.signalbox.relay;

import dev.signalbox.chat.ChatRequest;
import dev.signalbox.chat.Failure;
import dev.signalbox.chat.RawJson;
import dev.signalbox.wire.ItemReferences;
import org.jspecify.annotations.Nullable;

/**
 * What a client left with the provider that answered before: at a provider that knows nothing of it the answer would be
 * one to half a conversation, so that the request is refused as the API refuses what it does not find.
 */
final class ForeignState {
    private ForeignState() {}

    /** @throws dev.signalbox.chat.ChatException when the request refers to something of the kind */
    static void refuse(ChatRequest request, String route) {
        var previous = other(request, "previous_response_id");
        if (previous != null) {
            throw refused(
                    400,
                    "Previous response with id " + previous + " not found; " + route
                            + " keeps no responses, so send the whole conversation.",
                    "previous_response_not_found",
                    "previous_response_id");
        }
        var conversation = other(request, "conversation");
        if (conversation != null) {
            throw refused(
                    404,
                    "Conversation " + conversation + " not found; " + route
                            + " keeps no conversations, so send the whole of it.",
                    "conversation_not_found",
                    "conversation");
        }
        var prompt = other(request, "prompt");
        if (prompt != null) {
            throw refused(
                    404,
                    "Prompt " + prompt + " not found; " + route + " keeps no prompts, so send its text.",
                    "prompt_not_found",
                    "prompt");
        }
        ItemReferences.missing(request).ifPresent(id -> {
            throw refused(
                    404,
                    "Item with id '" + id + "' not found; " + route + " keeps no items, so send the item itself.",
                    null,
                    "input");
        });
    }

    /** A Messages client that goes on where an answer left off sends what is new only. */
    static void refuseThread(ChatRequest request, String route) {
        var thread = other(request, "thread");
        if (thread != null && thread.contains("\"previous_message_id\"")) {
            throw refused(
                    404,
                    "Thread not found; " + route + " keeps no threads, so send the whole conversation.",
                    "thread_not_found",
                    "thread");
        }
    }

    private static @Nullable String other(ChatRequest request, String name) {
        var value = request.extras().other().get(name);
        return value == null || value.equals(RawJson.NULL) ? null : value.text();
    }

    private static RuntimeException refused(int status, String message, @Nullable String code, String param) {
        return new Failure(Failure.Kind.CLIENT_FAULT, status, message, code, param, null).asException();
    }
}
