package dev.signalbox.upstream.bedrock;

import dev.signalbox.upstream.AwsErrors;
import dev.signalbox.upstream.EventStream;
import dev.signalbox.upstream.SseFrames;
import dev.signalbox.wire.Json;
import java.io.IOException;
import java.util.Base64;

/** Each chunk of {@code InvokeModelWithResponseStream} holds one of Anthropic's events, in base64 and otherwise as it is. */
final class InvokedEvents implements EventStream.Events {
    @Override
    public byte[] event(String type, byte[] payload) throws IOException {
        if (!type.equals("chunk")) {
            return new byte[0];
        }
        var bytes =
                Json.parse(payload).map(node -> node.path("bytes").asText("")).orElse("");
        try {
            var event = Base64.getDecoder().decode(bytes);
            var name =
                    Json.parse(event).map(node -> node.path("type").asText("")).orElse("");
            return SseFrames.event(name, event);
        } catch (IllegalArgumentException notBase64) {
            throw new IOException("The provider's event stream holds a chunk that is not base64.", notBase64);
        }
    }

    @Override
    public byte[] exception(String type, byte[] payload) {
        return SseFrames.event("error", Json.bytes(AwsErrors.inStream(type, payload)));
    }

    /** Anthropic's own last event says that the answer is complete. */
    @Override
    public byte[] end() {
        return new byte[0];
    }
}
