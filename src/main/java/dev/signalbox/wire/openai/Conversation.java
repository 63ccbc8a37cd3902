package dev.signalbox.wire.openai;

import dev.signalbox.chat.Message;
import dev.signalbox.chat.Part;
import dev.signalbox.chat.Protocol;
import dev.signalbox.chat.Role;
import dev.signalbox.chat.ToolKind;
import dev.signalbox.wire.Losses;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Arranges a conversation as Chat demands it: the results of an assistant's calls follow it at once, one for each call, and
 * what came in between comes after them. A call without a result gets one that says so, unless a client of
 * OpenAI's protocols left all calls of a turn unanswered. Results that answer no call are left out, because the request would be
 * refused.
 */
final class Conversation {
    private final List<Message> given;
    private final Losses losses;
    private final boolean foreign;
    private final List<Message> out = new ArrayList<>();
    private final Set<String> answered = new HashSet<>();
    private int taken = -1;

    private Conversation(List<Message> given, Losses losses) {
        this.given = joined(given);
        this.losses = losses;
        this.foreign = losses.origin() != Protocol.OPENAI_CHAT && losses.origin() != Protocol.OPENAI_RESPONSES;
    }

    static List<Message> arranged(List<Message> messages, Losses losses) {
        var conversation = new Conversation(messages, losses);
        conversation.arrange();
        return conversation.out;
    }

    /** Thoughts and calls that a client keeps in turns of their own belong to one message. */
    private static List<Message> joined(List<Message> messages) {
        var joined = new ArrayList<Message>();
        for (var message : messages) {
            var last = joined.isEmpty() ? null : joined.getLast();
            boolean both = last != null && last.role() == Role.ASSISTANT && message.role() == Role.ASSISTANT;
            if (last != null && both && (hasCalls(message) || onlyThoughts(last))) {
                var parts = new ArrayList<>(last.parts());
                parts.addAll(message.parts());
                joined.set(joined.size() - 1, new Message(Role.ASSISTANT, parts, last.name()));
            } else {
                joined.add(message);
            }
        }
        return joined;
    }

    private static boolean hasCalls(Message message) {
        return message.parts().stream().anyMatch(Part.ToolCall.class::isInstance);
    }

    private static boolean onlyThoughts(Message message) {
        return message.parts().stream().allMatch(p -> p instanceof Part.Thinking || p instanceof Part.RedactedThinking);
    }

    private void arrange() {
        for (int i = 0; i < given.size(); i++) {
            var message = given.get(i);
            if (message.role() == Role.ASSISTANT) {
                out.add(message);
                results(i, message);
            } else {
                rest(i, message);
            }
        }
    }

    /** The last result given for a call counts, at the place of the first. */
    private void results(int at, Message message) {
        Map<String, Part> results = new LinkedHashMap<>();
        var wanted = message.parts().stream()
                .filter(Part.ToolCall.class::isInstance)
                .map(p -> ((Part.ToolCall) p).id())
                .toList();
        for (int i = at + 1; i < given.size() && !hasCalls(given.get(i)) && !wanted.isEmpty(); i++) {
            for (var part : given.get(i).parts()) {
                if (part instanceof Part.ToolResult r && wanted.contains(r.callId())) {
                    results.put(r.callId(), r);
                }
            }
        }
        if (!results.isEmpty() || foreign) {
            answered.addAll(results.keySet());
            wanted.forEach(id -> results.computeIfAbsent(id, Conversation::none));
        }
        if (!results.isEmpty()) {
            var following = at + 1 < given.size() ? given.get(at + 1) : message;
            boolean whole = following.role() == Role.USER;
            out.add(Message.of(Role.USER, whole ? withRest(results, following) : List.copyOf(results.values())));
            taken = whole ? at + 1 : -1;
        }
    }

    /** Each call must be answered once one of them is. */
    private static Part none(String callId) {
        var words = List.<Part>of(Part.Text.of("No result was given for this call."));
        return new Part.ToolResult(callId, null, words, false, ToolKind.FUNCTION, null);
    }

    private List<Part> withRest(Map<String, Part> results, Message following) {
        var parts = new ArrayList<>(results.values());
        parts.addAll(withoutResults(following));
        return parts;
    }

    private List<Part> withoutResults(Message message) {
        var parts = new ArrayList<Part>();
        for (var part : message.parts()) {
            if (!(part instanceof Part.ToolResult result)) {
                parts.add(part);
            } else if (!answered.contains(result.callId())) {
                losses.addContent("tool_result");
            }
        }
        return parts;
    }

    private void rest(int at, Message message) {
        if (at == taken) {
            return;
        }
        var parts = withoutResults(message);
        if (!parts.isEmpty()) {
            out.add(new Message(message.role(), parts, message.name()));
        }
    }
}
