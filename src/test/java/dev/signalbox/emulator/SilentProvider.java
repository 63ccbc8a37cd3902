package dev.signalbox.emulator;

import dev.signalbox.chat.Protocol;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A provider that takes a request, says a first word or none, and then nothing more. It sees its caller hang up by reading
 * from the connection, which an ordinary server does not do while it owes an answer.
 */
public final class SilentProvider implements AutoCloseable {
    private final Protocol protocol;
    private final boolean firstWord;
    private final ServerSocket server;
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch left = new CountDownLatch(1);

    private SilentProvider(Protocol protocol, boolean firstWord) throws IOException {
        this.protocol = protocol;
        this.firstWord = firstWord;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    /** Starts one that says the first word of a stream before it falls silent, or not even that. */
    public static SilentProvider start(Protocol protocol, boolean firstWord) {
        try {
            return new SilentProvider(protocol, firstWord);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Protocol protocol() {
        return protocol;
    }

    /** What a node is given as its base address. */
    public URI baseUrl() {
        return Provider.baseUrl(protocol, server.getLocalPort());
    }

    /** Waits until a request is there. */
    public boolean asked(long seconds) throws InterruptedException {
        return asked.await(seconds, TimeUnit.SECONDS);
    }

    /** Whether the caller has hung up. */
    public boolean left() {
        return left.getCount() == 0;
    }

    /** Waits until the caller has hung up. */
    public boolean left(long millis) throws InterruptedException {
        return left.await(millis, TimeUnit.MILLISECONDS);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var socket = server.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            var in = new BufferedInputStream(socket.getInputStream());
            readRequest(in);
            if (firstWord) {
                socket.getOutputStream().write(beginning().getBytes(StandardCharsets.UTF_8));
            }
            asked.countDown();
            while (in.read() >= 0) {
                // nothing more is expected; the end is what counts
            }
            left.countDown();
        } catch (IOException reset) {
            left.countDown();
        }
    }

    private static void readRequest(InputStream in) throws IOException {
        int length = 0;
        for (var line = line(in); !line.isEmpty(); line = line(in)) {
            if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
                length = Integer.parseInt(line.substring(15).strip());
            }
        }
        in.readNBytes(length);
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            line.append((char) b);
        }
        return line.toString().strip();
    }

    /** A stream up to and including its first word. */
    private String beginning() {
        var dialect = Provider.dialect(protocol);
        var text = new StringBuilder("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: ")
                .append(dialect.streamType())
                .append("\r\n\r\n");
        for (var frame : dialect.frames(Scripts.words("silent", 2))) {
            text.append(frame);
            if (frame.contains("word0")) {
                return text.toString();
            }
        }
        throw new IllegalStateException("no first word");
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
