package dev.signalbox.upstream;

import dev.signalbox.wire.Json;

/**
 * The events of AWS as they are, named by their type.
 *
 * @param exception what a failure of the service is named
 * @param closing what follows the last event
 */
public record NamedEvents(String exception, String closing) implements EventStream.Events {
    @Override
    public byte[] event(String type, byte[] payload) {
        return SseFrames.event(type, payload.length == 0 ? Json.bytes(Json.object()) : payload);
    }

    @Override
    public byte[] exception(String type, byte[] payload) {
        return SseFrames.event(exception, Json.bytes(AwsErrors.inStream(type, payload)));
    }

    @Override
    public byte[] end() {
        return closing.isEmpty() ? new byte[0] : SseFrames.event(closing, Json.bytes(Json.object()));
    }
}
