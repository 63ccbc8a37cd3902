package dev.signalbox.wire;

import dev.signalbox.chat.ChatEvent;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** Runs bytes through decoders and readers, and events through writers, as the relay does. */
public final class Streams {
    private Streams() {}

    /** The frames of these bytes when they arrive in pieces of {@code size}. */
    public static List<Frame> frames(StreamForm form, byte[] bytes, int size) {
        var decoder = form.decoder();
        var frames = new ArrayList<Frame>();
        for (int at = 0; at < bytes.length; at += size) {
            frames.addAll(decoder.feed(bytes, at, Math.min(size, bytes.length - at)));
        }
        frames.addAll(decoder.end());
        return frames;
    }

    /** The events of a stream that arrives in pieces of {@code size} and then ends. */
    public static List<ChatEvent> events(ProviderProtocol provider, EncodedRequest sent, byte[] bytes, int size) {
        return events(provider, sent, frames(provider.streamForm(), bytes, size));
    }

    public static List<ChatEvent> events(ProviderProtocol provider, EncodedRequest sent, List<Frame> frames) {
        var reader = provider.answerReader(sent);
        var events = new ArrayList<ChatEvent>();
        frames.forEach(f -> events.addAll(reader.read(f)));
        events.addAll(reader.end());
        return events;
    }

    public static byte[] written(AnswerWriter writer, List<ChatEvent> events) {
        var out = new ByteArrayOutputStream();
        events.forEach(e -> out.writeBytes(writer.write(e)));
        return out.toByteArray();
    }
}
