package dev.signalbox.upstream;

import dev.signalbox.chat.Protocol;
import dev.signalbox.egress.Sender;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Calls of the dialects' tests. */
public final class Calls {
    private Calls() {}

    public static UpstreamCall of(
            Protocol protocol,
            Operation operation,
            String base,
            String model,
            Map<String, String> headers,
            String body,
            Access access) {
        return new UpstreamCall(
                protocol,
                operation,
                URI.create(base),
                model,
                headers,
                body.getBytes(StandardCharsets.UTF_8),
                new Sender("test", null),
                "test",
                access);
    }

    public static Access key(String key, Map<String, String> details) {
        return new Access(Access.Scheme.KEY, key, null, details);
    }

    public static Access token(String token, Map<String, String> details) {
        return new Access(Access.Scheme.TOKEN, token, null, details);
    }

    public static String body(HttpCall call) {
        return new String(call.body(), StandardCharsets.UTF_8);
    }
}
