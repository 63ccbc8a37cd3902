package dev.signalbox.upstream;

import dev.signalbox.wire.Frame;
import dev.signalbox.wire.FrameDecoder;
import dev.signalbox.wire.StreamForm;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;

/** Server-sent events whose data is changed one by one: an envelope around each is taken away. */
public final class SseFrames implements TransformedReply.Transformation {
    private final FrameDecoder decoder = StreamForm.SSE.decoder();
    private final UnaryOperator<byte[]> change;

    public SseFrames(UnaryOperator<byte[]> change) {
        this.change = change;
    }

    @Override
    public byte[] take(byte[] bytes, int length) {
        return written(decoder.feed(bytes, 0, length));
    }

    @Override
    public byte[] end() {
        return written(decoder.end());
    }

    private byte[] written(List<Frame> frames) {
        var out = new ByteArrayOutputStream();
        for (var frame : frames) {
            var data = change.apply(frame.data().getBytes(StandardCharsets.UTF_8));
            out.writeBytes(event(frame.event() == null ? "" : frame.event(), data));
        }
        return out.toByteArray();
    }

    /** One event; data of several lines stays on several lines. */
    public static byte[] event(String name, byte[] data) {
        var text = (name.isEmpty() ? "" : "event: " + name + "\n")
                + "data: "
                + new String(data, StandardCharsets.UTF_8).replace("\n", "\ndata: ")
                + "\n\n";
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
