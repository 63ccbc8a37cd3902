package dev.signalbox.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.signalbox.chat.Protocol;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A running provider on an ephemeral port of the loopback address. */
public final class Provider implements AutoCloseable {
    private static final int SLOW_PIECES = 200;
    private static final long SLOW_PAUSE = TimeUnit.MILLISECONDS.toNanos(50);

    static {
        // without it every small piece waits for the acknowledgement of the one before
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final Protocol protocol;
    private final Dialect dialect;
    private final HttpServer server;
    private final List<Received> received = new CopyOnWriteArrayList<>();

    private Provider(Protocol protocol, Dialect dialect, HttpServer server) {
        this.protocol = protocol;
        this.dialect = dialect;
        this.server = server;
    }

    /** Starts a provider that speaks this protocol. */
    public static Provider start(Protocol protocol) {
        return start(protocol, dialect(protocol));
    }

    /** Starts the provider of a vendor that departs from its protocol. */
    public static Provider start(Vendor vendor) {
        return start(vendor.protocol(), vendor.dialect());
    }

    private static Provider start(Protocol protocol, Dialect dialect) {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            var provider = new Provider(protocol, dialect, server);
            server.createContext("/", provider::handle);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
            return provider;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Dialect dialect(Protocol protocol) {
        return switch (protocol) {
            case OPENAI_CHAT -> new OpenAiDialect();
            case OPENAI_RESPONSES -> new ResponsesDialect();
            case ANTHROPIC_MESSAGES -> new AnthropicDialect();
            case GEMINI -> new GeminiDialect();
            case OLLAMA -> new OllamaDialect();
        };
    }

    public Protocol protocol() {
        return protocol;
    }

    /** What a node is given as its base address. */
    public URI baseUrl() {
        return baseUrl(protocol, server.getAddress().getPort());
    }

    static URI baseUrl(Protocol protocol, int port) {
        var root = "http://127.0.0.1:" + port;
        return URI.create(
                switch (protocol) {
                    case OPENAI_CHAT, OPENAI_RESPONSES, ANTHROPIC_MESSAGES -> root + "/v1";
                    case GEMINI -> root + "/v1beta";
                    case OLLAMA -> root;
                });
    }

    /** Where it is, without a path. */
    public URI root() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Requests for this model, in the order of their arrival. */
    public List<Received> received(String model) {
        return received.stream().filter(r -> model.equals(dialect.model(r))).toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        var body = exchange.getRequestBody().readAllBytes();
        var uri = exchange.getRequestURI();
        JsonNode json = Rules.JSON.readTree(body);
        var query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
        var request = new Received(
                uri.getPath(), uri.getRawPath(), query, headers(exchange), body, json, new Received.Outcome());
        received.add(request);
        try {
            dialect.check(request);
            behave(exchange, request, Behaviour.of(dialect.model(request)));
        } catch (Refusal e) {
            request.outcome().refused(e.text());
            fail(exchange, request, e.status(), e.text());
        }
    }

    private static Map<String, String> headers(HttpExchange exchange) {
        var headers = new HashMap<String, String>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
        return headers;
    }

    private void behave(HttpExchange exchange, Received request, Behaviour behaviour) throws IOException {
        boolean stream = dialect.stream(request);
        switch (behaviour) {
            case ANSWER -> answer(exchange, request, stream);
            case DOCUMENT -> answer(exchange, request, false);
            case STREAM -> answer(exchange, request, true);
            case FAIL_400 -> fail(exchange, request, 400, "prompt is too long: 250000 tokens");
            case FAIL_401 -> fail(exchange, request, 401, "invalid key");
            case FAIL_429 -> {
                exchange.getResponseHeaders().set("Retry-After", "77");
                fail(exchange, request, 429, "rate limit reached");
            }
            case FAIL_500 -> fail(exchange, request, 500, "something broke");
            case CUT_EARLY -> cut(exchange, request, 0);
            case CUT_LATE -> cut(exchange, request, 1);
            case SLOW -> drip(exchange, request);
            case GARBAGE -> send(exchange, request, 200, "application/json", "}{ this is no JSON");
            case HTML -> send(exchange, request, 200, "text/html", "<!doctype html><title>Welcome</title>");
            case ERROR_EVENT -> breakOff(exchange, request);
            case DAMAGED -> write(exchange, request, damaged(request), stream);
            case REPEAT -> write(exchange, request, Twists.repeated(frames(request)), 0, stream);
            case CRLF -> write(exchange, request, Twists.crlf(frames(request)), 0, stream);
            case BOM -> write(exchange, request, Twists.bom(frames(request)), 0, stream);
            case COMMENTS -> write(exchange, request, Twists.commented(frames(request), isEvents()), 0, stream);
            case MULTI_LINE -> write(exchange, request, Twists.multiLine(frames(request), isEvents()), 0, stream);
            case LONG_LINE ->
                write(exchange, request, dialect.frames(Scripts.flood(dialect.model(request))), 0, stream);
            case SPLIT -> write(exchange, request, Twists.split(frames(request)), stream);
            case GZIP -> compressed(exchange, request, stream);
            case EMPTY -> send(exchange, request, 200, "application/json", "");
        }
    }

    private Answer answered(Received request) {
        var prompt = dialect.prompt(request.json());
        return Scripts.answer(dialect.model(request), prompt);
    }

    private void answer(HttpExchange exchange, Received request, boolean stream) throws IOException {
        var answer = answered(request);
        if (!stream) {
            send(
                    exchange,
                    request,
                    200,
                    "application/json",
                    dialect.document(answer).toString());
            return;
        }
        write(exchange, request, dialect.frames(answer), 0);
        exchange.close();
    }

    private boolean isEvents() {
        return dialect.streamType().startsWith("text/event-stream");
    }

    private List<String> frames(Received request) {
        return dialect.frames(answered(request));
    }

    /** As a stream where one was asked, otherwise as a document. */
    private void write(HttpExchange exchange, Received request, List<String> frames, long pause, boolean stream)
            throws IOException {
        if (!stream) {
            answer(exchange, request, false);
            return;
        }
        write(exchange, request, frames, pause);
        exchange.close();
    }

    private void write(HttpExchange exchange, Received request, List<byte[]> pieces, boolean stream)
            throws IOException {
        if (!stream) {
            answer(exchange, request, false);
            return;
        }
        exchange.getResponseHeaders().set("Content-Type", dialect.streamType());
        exchange.sendResponseHeaders(200, 0);
        for (var piece : pieces) {
            exchange.getResponseBody().write(piece);
            exchange.getResponseBody().flush();
        }
        exchange.close();
    }

    private void breakOff(HttpExchange exchange, Received request) throws IOException {
        var answer = answered(request);
        var begun = new ArrayList<String>();
        for (var frame : dialect.frames(answer)) {
            begun.add(frame);
            if (dialect.shows(frame, answer.pieces().getFirst())) {
                break;
            }
        }
        begun.add(dialect.errorFrame("the model tripped"));
        write(exchange, request, begun, 0, true);
    }

    /** The last byte but one of the frame before the last is another. */
    private List<byte[]> damaged(Received request) {
        var pieces = new ArrayList<byte[]>();
        frames(request).forEach(frame -> pieces.add(dialect.bytes(frame)));
        var piece = pieces.get(pieces.size() - 2);
        piece[piece.length - 2] ^= 0x10;
        return pieces;
    }

    private void compressed(HttpExchange exchange, Received request, boolean stream) throws IOException {
        var body = stream
                ? String.join("", frames(request))
                : dialect.document(answered(request)).toString();
        var bytes = Twists.gzip(body);
        exchange.getResponseHeaders().set("Content-Type", stream ? dialect.streamType() : "application/json");
        exchange.getResponseHeaders().set("Content-Encoding", "gzip");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private void fail(HttpExchange exchange, Received request, int status, String message) throws IOException {
        send(
                exchange,
                request,
                dialect.status(status),
                "application/json",
                dialect.error(status, message).toString());
    }

    private static void send(HttpExchange exchange, Received request, int status, String type, String body)
            throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        request.outcome().answered(status, bytes);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    /** Writes up to and including some text, or nothing at all, and drops the connection. */
    private void cut(HttpExchange exchange, Received request, int texts) throws IOException {
        var answer = answered(request);
        var frames = dialect.frames(answer);
        int end = 0;
        while (texts > 0) {
            texts -= dialect.shows(frames.get(end++), answer.pieces().getFirst()) ? 1 : 0;
        }
        write(exchange, request, frames.subList(0, end), 0);
        throw new IOException("cut"); // the server then closes the connection, without a last chunk
    }

    private void drip(HttpExchange exchange, Received request) throws IOException {
        var answer = Scripts.words(dialect.model(request), SLOW_PIECES);
        write(exchange, request, dialect.frames(answer), SLOW_PAUSE);
        exchange.close();
    }

    private void write(HttpExchange exchange, Received request, List<String> frames, long pause) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", dialect.streamType());
        exchange.sendResponseHeaders(200, 0);
        var out = exchange.getResponseBody();
        var sent = request.outcome().answering(200);
        try {
            out.flush();
            for (var frame : frames) {
                var bytes = dialect.bytes(frame);
                sent.writeBytes(bytes); // before it goes out: whoever has received it may look here at once
                out.write(bytes);
                out.flush();
                LockSupport.parkNanos(pause);
            }
        } catch (IOException e) {
            request.outcome().left();
            throw e;
        }
    }
}
