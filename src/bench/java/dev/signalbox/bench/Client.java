package dev.signalbox.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;

/** One kept connection that sends the same request over and over. */
final class Client implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 60_000;

    private final Socket socket;
    private final HttpInput in;
    private final OutputStream out;
    private final byte[] request;

    /** What one call took, from its first byte out to the first of the answer's body, and to the last. */
    record Timing(long firstNanos, long wholeNanos) {}

    Client(int port, byte[] request) throws IOException {
        this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        this.in = new HttpInput(socket.getInputStream());
        this.out = socket.getOutputStream();
        this.request = request;
    }

    Timing call() throws IOException {
        var first = new long[1];
        long start = System.nanoTime();
        call((bytes, from, to) -> first[0] = first[0] == 0 ? System.nanoTime() : first[0]);
        return new Timing(first[0] - start, System.nanoTime() - start);
    }

    /** @throws IOException also when the answer is not 200 */
    void call(HttpInput.Sink sink) throws IOException {
        out.write(request);
        var head = in.head();
        if (!head.startsWith("http/1.1 200")) {
            throw new IOException("answered " + head.lines().findFirst().orElse("nothing"));
        }
        in.body(head, sink);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
