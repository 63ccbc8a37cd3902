package dev.signalbox.relay;

import dev.signalbox.wire.RequestHead;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What tells a conversation from others: the id that its client sends, else how it begins; apart by API key and model. */
final class SessionKey {
    private static final List<String> HEADERS = List.of(
            "x-claude-code-session-id",
            "session-id",
            "session_id",
            "conversation_id",
            "x-session-affinity",
            "x-session-id");
    private static final int LONGEST = 300;

    private SessionKey() {}

    static @Nullable String of(Exchange exchange, RequestHead head, String model) {
        var id = head.conversation();
        for (var header : HEADERS) {
            var sent = exchange.headers().get(header);
            if (sent != null) {
                id = sent;
                break;
            }
        }
        return id == null || id.length() > LONGEST ? null : exchange.caller().keyId() + "|" + model + "|" + id;
    }
}
