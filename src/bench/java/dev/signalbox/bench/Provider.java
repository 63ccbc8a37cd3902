package dev.signalbox.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A provider on the loopback address that speaks both dialects; how it answers is what its kinds differ in. */
final class Provider implements AutoCloseable {
    private static final int BACKLOG = 4096;
    private static final byte[] LAST_CHUNK = Wire.bytes("0\r\n\r\n");

    private final ServerSocket server;
    private final Answer answer;

    /** Writes one answer. */
    interface Answer {
        void write(Wire.Dialect dialect, boolean stream, OutputStream out) throws IOException, InterruptedException;
    }

    private Provider(Answer answer) throws IOException {
        this.server = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        this.answer = answer;
        Thread.ofPlatform().daemon().name("provider").start(this::accept);
    }

    /** Answers at once, always the same. */
    static Provider instant() throws IOException {
        var documents = new byte[Wire.Dialect.values().length][];
        var streams = new byte[Wire.Dialect.values().length][];
        for (var dialect : Wire.Dialect.values()) {
            var document = Wire.document(dialect);
            documents[dialect.ordinal()] = join(
                    Wire.bytes("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: " + document.length
                            + "\r\n\r\n"),
                    document);
            var pieces = Wire.opening(dialect)
                    + Wire.piece(dialect, "Hello")
                    + Wire.piece(dialect, " world")
                    + Wire.ending(dialect, 2);
            streams[dialect.ordinal()] = join(streamHead(), chunk(pieces), LAST_CHUNK);
        }
        return new Provider((dialect, stream, out) -> out.write((stream ? streams : documents)[dialect.ordinal()]));
    }

    /** Streams so many pieces, one each so many milliseconds, each carrying the time at which it was sent. */
    static Provider paced(int pieces, int everyMillis) throws IOException {
        return new Provider((dialect, stream, out) -> {
            out.write(streamHead());
            if (dialect == Wire.Dialect.MESSAGES) {
                out.write(chunk(Wire.opening(dialect)));
            }
            long next = System.nanoTime();
            for (int i = 0; i < pieces; i++) {
                next += everyMillis * 1_000_000L;
                Thread.sleep(Math.max(0, (next - System.nanoTime()) / 1_000_000L));
                out.write(chunk(Wire.piece(dialect, SentTimes.mark(System.nanoTime()))));
            }
            out.write(join(chunk(Wire.ending(dialect, pieces)), LAST_CHUNK));
        });
    }

    int port() {
        return server.getLocalPort();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var socket = server.accept();
                socket.setTcpNoDelay(true);
                Thread.ofVirtual().name("provider-connection").start(() -> serve(socket));
            } catch (IOException closed) {
                System.getLogger(Provider.class.getName())
                        .log(System.Logger.Level.DEBUG, "no more connections", closed);
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            var in = new HttpInput(socket.getInputStream());
            var out = socket.getOutputStream();
            for (var head = in.head(); !head.isEmpty(); head = in.head()) {
                var stream = new boolean[1];
                in.body(head, (bytes, from, to) -> stream[0] |= Bytes.contains(bytes, from, to, STREAM_TRUE));
                answer.write(head.contains("/messages") ? Wire.Dialect.MESSAGES : Wire.Dialect.CHAT, stream[0], out);
            }
        } catch (IOException | InterruptedException left) {
            System.getLogger(Provider.class.getName()).log(System.Logger.Level.DEBUG, "a caller left", left);
        }
    }

    private static final byte[] STREAM_TRUE = Wire.bytes("\"stream\":true");

    private static byte[] streamHead() {
        return Wire.bytes("HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n");
    }

    private static byte[] chunk(String text) {
        return Wire.bytes(Integer.toHexString(text.length()) + "\r\n" + text + "\r\n");
    }

    private static byte[] join(byte[]... parts) {
        var all = new java.io.ByteArrayOutputStream();
        for (var part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
