package dev.signalbox.relay;

import dev.signalbox.chat.ChatException;
import dev.signalbox.chat.Failure;
import dev.signalbox.upstream.Reply;
import dev.signalbox.wire.AnswerWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The body of a streamed answer after the commit point: pieces are written as they come, silence is filled with the protocol's
 * keep-alive, the ledger is settled before the end goes out, and a client that has left stops the provider.
 */
final class StreamBody implements ClientAnswer.Body {
    private static final Duration LINGER = Duration.ofSeconds(1);

    private final Reply reply;
    private final Flow flow;
    private final AnswerWriter writer;
    private final byte[] first;
    private final Settlement settlement;
    private final KeepAlives keepAlives;
    private final Presence presence;
    private final ReentrantLock writing = new ReentrantLock();
    private volatile long lastWrite = System.nanoTime();
    private @Nullable OutputStream client;
    private boolean settled;
    private @Nullable IOException broken;

    StreamBody(Opened.Stream opened, Settlement settlement, KeepAlives keepAlives, Presence presence) {
        this.reply = opened.reply();
        this.flow = opened.flow();
        this.writer = opened.writer();
        this.first = opened.first();
        this.presence = presence;
        this.settlement = settlement;
        this.keepAlives = keepAlives;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        client = out;
        keepAlives.add(this);
        try {
            out.flush();
            pump();
        } catch (IOException gone) {
            reply.close(); // first: settling may take its time
            settle(Settlement.CLIENT_LEFT);
            throw gone;
        } catch (RuntimeException e) {
            settle(e instanceof ChatException c ? c.failure() : Settlement.BROKEN);
            throw e;
        } finally {
            keepAlives.remove(this);
            reply.close();
        }
    }

    @Override
    public void abandon() {
        settle(Settlement.CLIENT_LEFT);
        reply.close();
    }

    private void pump() throws IOException {
        write(first);
        var buffer = new ReadBuffer(reply);
        boolean complete = false;
        while (!flow.track().ended() && !complete) {
            int n = read(buffer);
            if (n < 0 && presence.left()) {
                throw new IOException("the client left in silence");
            }
            complete = n < 0;
            write(complete ? ending() : take(buffer));
        }
        settle(flow.track().failure());
        var rest = new ByteArrayOutputStream();
        if (!complete) {
            Linger.atMost(LINGER, () -> drain(buffer, rest));
            rest.writeBytes(flow.end());
        }
        write(rest.toByteArray());
    }

    /**
     * What follows the end in the same breath. In the same-protocol lane it still belongs to the client; in any case the
     * connection can only be used again when it has been read.
     */
    private void drain(ReadBuffer buffer, ByteArrayOutputStream rest) {
        boolean passes = !(flow instanceof Flow.Translated);
        for (int n = read(buffer); n >= 0; n = read(buffer)) {
            if (passes) {
                rest.writeBytes(take(buffer));
            }
        }
    }

    private byte[] take(ReadBuffer buffer) {
        try {
            return flow.take(buffer.bytes(), buffer.length());
        } catch (ChatException e) {
            return flow.fail(e.failure());
        }
    }

    private int read(ReadBuffer buffer) {
        try {
            return buffer.read();
        } catch (IOException e) {
            broken = e;
            return -1;
        }
    }

    /** What a client is told when nothing more comes: silence is told as such, not as an end that came too early. */
    private byte[] ending() {
        return broken instanceof SocketTimeoutException ? flow.fail(ProviderAnswer.broken(broken)) : flow.end();
    }

    private void write(byte[] bytes) throws IOException {
        if (flow.track().ended()) {
            settle(flow.track().failure());
        }
        if (bytes.length == 0) {
            return;
        }
        writing.lock();
        try {
            var out = client();
            out.write(bytes);
            out.flush();
            lastWrite = System.nanoTime();
            presence.tookSomething();
        } finally {
            writing.unlock();
        }
    }

    private OutputStream client() {
        if (client == null) {
            throw new IllegalStateException("not writing yet");
        }
        return client;
    }

    private void settle(@Nullable Failure failure) {
        if (!settled) {
            settled = true;
            settlement.settle(flow.track(), failure);
        }
    }

    /** Nanoseconds since something was last written. */
    long silence(long now) {
        return now - lastWrite;
    }

    /** Writes the protocol's keep-alive when nothing is in the middle of being written. */
    void keepAlive() {
        if (!flow.atBoundary() || !writing.tryLock()) {
            return;
        }
        try {
            var bytes = writer.keepAlive();
            lastWrite = System.nanoTime();
            if (bytes.length > 0) {
                client().write(bytes);
                client().flush();
            }
        } catch (IOException gone) {
            System.getLogger(StreamBody.class.getName())
                    .log(System.Logger.Level.DEBUG, "client left during silence", gone);
        } finally {
            writing.unlock();
        }
    }
}
