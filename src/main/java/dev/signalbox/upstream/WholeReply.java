package dev.signalbox.upstream;

import java.util.Map;

/** A reply whose body is here already, in place of one that was read to its end. */
public final class WholeReply implements Reply {
    private final Reply reply;
    private final int status;
    private final byte[] body;
    private int position;

    /** The reply with another body. */
    public WholeReply(Reply reply, byte[] body) {
        this(reply, reply.status(), body);
    }

    /** The reply with another status and body. */
    public WholeReply(Reply reply, int status, byte[] body) {
        this.reply = reply;
        this.status = status;
        this.body = body;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public Map<String, String> headers() {
        return reply.headers();
    }

    @Override
    public int read(byte[] buffer) {
        int n = Math.min(buffer.length, body.length - position);
        if (n == 0) {
            return -1;
        }
        System.arraycopy(body, position, buffer, 0, n);
        position += n;
        return n;
    }

    @Override
    public void close() {
        reply.close();
    }
}
