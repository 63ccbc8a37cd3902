package dev.signalbox.upstream.demo;

import dev.signalbox.upstream.Reply;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** A reply whose pieces come with a pause before each. */
final class DemoReply implements Reply {
    private final int status;
    private final String contentType;
    private final Deque<byte[]> pieces;
    private final Duration pause;
    private int position;

    DemoReply(int status, String contentType, List<byte[]> pieces, Duration pause) {
        this.status = status;
        this.contentType = contentType;
        this.pieces = new ArrayDeque<>(pieces);
        this.pause = pause;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public Map<String, String> headers() {
        return Map.of("content-type", contentType);
    }

    @Override
    public int read(byte[] buffer) throws IOException {
        var piece = pieces.peek();
        if (piece == null) {
            return -1;
        }
        if (position == 0) {
            await();
        }
        int n = Math.min(buffer.length, piece.length - position);
        System.arraycopy(piece, position, buffer, 0, n);
        position += n;
        if (position == piece.length) {
            pieces.remove();
            position = 0;
        }
        return n;
    }

    private void await() throws InterruptedIOException {
        if (pause.isZero()) {
            return;
        }
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the client left");
        }
    }

    @Override
    public void close() {
        pieces.clear();
    }
}
