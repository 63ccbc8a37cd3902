package dev.signalbox.wire;

import dev.signalbox.chat.ChatRequest;
import dev.signalbox.chat.Message;
import dev.signalbox.chat.Part;
import dev.signalbox.chat.Protocol;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What a Responses client asks for in ways that only its protocol has, said as the other protocols can take it. */
public final class ResponsesElsewhere {
    /** What is done here anyway, or is what every other protocol does. */
    private static final Map<String, String> KEPT_ANYWAY =
            Map.of("include", "[\"reasoning.encrypted_content\"]", "truncation", "\"disabled\"", "background", "false");

    /** They say who asks, or how the bytes of a stream are padded. */
    private static final Set<String> OF_NO_EFFECT = Set.of("client_metadata", "stream_options");

    private ResponsesElsewhere() {}

    /** The request as it is for a provider that speaks another protocol; unchanged for other clients. */
    public static ChatRequest said(ChatRequest request) {
        return request.extras().origin() == Protocol.OPENAI_RESPONSES
                ? ClientTools.asFunctions(ConfigurationUpdates.applied(withoutPhases(plain(request))))
                : request;
    }

    /** Whether something was a comment or the answer is a note of the vendor's to itself. */
    private static ChatRequest withoutPhases(ChatRequest request) {
        return request.withMessages(request.messages().stream()
                .map(m -> m.parts().stream().noneMatch(ResponsesElsewhere::isPhase)
                        ? m
                        : new Message(
                                m.role(),
                                m.parts().stream().filter(p -> !isPhase(p)).toList(),
                                m.name()))
                .toList());
    }

    private static boolean isPhase(Part part) {
        return part instanceof Part.Opaque opaque
                && opaque.origin() == Protocol.OPENAI_RESPONSES
                && opaque.type().equals("phase");
    }

    private static ChatRequest plain(ChatRequest request) {
        var wishes = new LinkedHashMap<>(request.extras().other());
        boolean changed = wishes.entrySet()
                .removeIf(wish -> OF_NO_EFFECT.contains(wish.getKey())
                        || wish.getValue().text().equals(KEPT_ANYWAY.get(wish.getKey())));
        return changed ? request.withExtras(request.extras().withOther(wishes)) : request;
    }
}
