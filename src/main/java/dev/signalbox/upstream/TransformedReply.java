package dev.signalbox.upstream;

import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A reply whose body is brought into another form piece by piece, as it arrives. */
public final class TransformedReply implements Reply {
    private static final int PIECE = 16_384;

    private final Reply reply;
    private final Transformation transformation;
    private final Map<String, String> headers;
    private final byte[] piece = new byte[PIECE];
    private byte[] ready = {};
    private int position;
    private boolean ended;
    private @Nullable IOException broken;

    /** Brings a body into another form. Not thread-safe; one per body. */
    public interface Transformation {
        /** What these bytes come to, perhaps nothing yet; throws when they cannot be what they should be. */
        byte[] take(byte[] bytes, int length) throws IOException;

        /** What the end of the body comes to; throws when it came too early. */
        byte[] end() throws IOException;
    }

    /** @param contentType what the form is called, in place of the reply's own */
    public TransformedReply(Reply reply, Transformation transformation, String contentType) {
        this.reply = reply;
        this.transformation = transformation;
        var changed = new java.util.HashMap<>(reply.headers());
        changed.put("content-type", contentType);
        changed.remove("content-length");
        this.headers = Map.copyOf(changed);
    }

    @Override
    public int status() {
        return reply.status();
    }

    @Override
    public Map<String, String> headers() {
        return headers;
    }

    @Override
    public int read(byte[] buffer) throws IOException {
        while (position == ready.length) {
            if (broken != null) {
                throw broken;
            }
            if (ended) {
                return -1;
            }
            fill();
        }
        int n = Math.min(buffer.length, ready.length - position);
        System.arraycopy(ready, position, buffer, 0, n);
        position += n;
        return n;
    }

    private void fill() throws IOException {
        int n = reply.read(piece);
        position = 0;
        ready = new byte[0];
        try {
            ended = n < 0;
            ready = ended ? transformation.end() : transformation.take(piece, n);
        } catch (IOException damaged) {
            broken = damaged;
        }
    }

    @Override
    public void close() {
        reply.close();
    }
}
