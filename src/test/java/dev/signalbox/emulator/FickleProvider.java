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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A provider that speaks OpenAI's protocol and keeps connections until it is told to close them, or takes requests and hangs up
 * without an answer.
 */
public final class FickleProvider implements AutoCloseable {
    private static final String ANSWER = "{\"id\":\"c\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"m\","
            + "\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"done\"},"
            + "\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1,\"total_tokens\":2}}";

    private final ServerSocket server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger requests = new AtomicInteger();
    private volatile CountDownLatch together = new CountDownLatch(0);
    private volatile boolean hangingUp;

    private FickleProvider(ServerSocket server) {
        this.server = server;
    }

    public static FickleProvider start() {
        try {
            var provider = new FickleProvider(new ServerSocket(0, 200, InetAddress.getLoopbackAddress()));
            Thread.ofVirtual().start(provider::accept);
            return provider;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI baseUrl() {
        return Provider.baseUrl(Protocol.OPENAI_CHAT, server.getLocalPort());
    }

    /** How many requests have come in whole. */
    public int requests() {
        return requests.get();
    }

    /** Answers the next requests when this many are there, each on a connection of its own. */
    public void answerTogether(int number) {
        together = new CountDownLatch(number);
    }

    /** Hangs up on every request from now on. */
    public void hangUp() {
        hangingUp = true;
    }

    /** Closes every connection that it keeps, and says how many there were. */
    public int closeKept() {
        int closed = 0;
        for (var socket : open) {
            close(socket);
            closed++;
        }
        return closed;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var socket = server.accept();
                socket.setTcpNoDelay(true);
                open.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            var in = new BufferedInputStream(socket.getInputStream());
            while (readRequest(in)) {
                requests.incrementAndGet();
                if (hangingUp) {
                    return;
                }
                together.countDown();
                together.await(2, TimeUnit.MINUTES);
                var answer = ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + ANSWER.length()
                        + "\r\n\r\n" + ANSWER);
                socket.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException | InterruptedException ended) {
            // by the other end, or by closeKept
        } finally {
            open.remove(socket);
        }
    }

    /** False at the end of the connection. */
    private static boolean readRequest(InputStream in) throws IOException {
        var line = line(in);
        if (line.isEmpty()) {
            return false;
        }
        int length = 0;
        for (; !line.isEmpty(); line = line(in)) {
            if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
                length = Integer.parseInt(line.substring(15).strip());
            }
        }
        return in.readNBytes(length).length == length;
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            line.append((char) b);
        }
        return line.toString().strip();
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
            closeKept();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
