package dev.signalbox.emulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.signalbox.chat.Protocol;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/** A provider that answers each path with the text it was given for it, 404 elsewhere, and keeps what it was asked. */
public final class CannedProvider implements AutoCloseable {
    private final Protocol protocol;
    private final HttpServer server;
    private final Map<String, Canned> answers = new ConcurrentHashMap<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();

    private record Canned(String type, UnaryOperator<String> body) {}

    /** A request as it came. */
    public record Asked(String path, String body) {}

    private CannedProvider(Protocol protocol, HttpServer server) {
        this.protocol = protocol;
        this.server = server;
    }

    /** Starts one that is reached as this protocol. */
    public static CannedProvider start(Protocol protocol) {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            var provider = new CannedProvider(protocol, server);
            server.createContext("/", provider::handle);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
            return provider;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a path is answered with from now on. */
    public CannedProvider answering(String path, String type, String body) {
        return answering(path, type, asked -> body);
    }

    /** What a path is answered with from now on, by what was asked. */
    public CannedProvider answering(String path, String type, UnaryOperator<String> body) {
        answers.put(path, new Canned(type, body));
        return this;
    }

    public Protocol protocol() {
        return protocol;
    }

    /** What a node is given as its base address. */
    public URI baseUrl() {
        return Provider.baseUrl(protocol, server.getAddress().getPort());
    }

    /** What came in on this path, in order. */
    public List<Asked> asked(String path) {
        return asked.stream().filter(a -> a.path().equals(path)).toList();
    }

    private void handle(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        asked.add(new Asked(path, body));
        var canned = answers.get(path);
        var found = canned == null ? new Canned("application/json", any -> "{\"error\":\"no such path\"}") : canned;
        var bytes = found.body().apply(body).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", found.type());
        exchange.sendResponseHeaders(canned == null ? 404 : 200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
