package dev.signalbox.relay;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A provider that speaks OpenAI's protocol and does what its script says at the moment. */
final class ScriptedProvider implements AutoCloseable {
    static final int PROMPT = 100;
    static final int COMPLETION = 10;

    private static final String USAGE = "\"usage\":{\"prompt_tokens\":" + PROMPT + ",\"completion_tokens\":"
            + COMPLETION + ",\"total_tokens\":" + (PROMPT + COMPLETION) + "}";
    private static final String CHUNK =
            "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":";

    static {
        // without it every small piece waits for the acknowledgement of the one before
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger served = new AtomicInteger();
    private volatile Act act = Act.ANSWER;

    /** What it does with every request until told otherwise. */
    enum Act {
        ANSWER,
        /** Answers, and says that nothing is left for an hour. */
        LAST_ANSWER,
        /** 429 until in an hour. */
        LIMITED,
        /** 429 without a time. */
        BUSY,
        BROKEN,
        /** Drops the connection before the first word. */
        CUT,
        /** Answers with something that is no answer. */
        GARBAGE
    }

    ScriptedProvider() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", this::handle);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI baseUrl() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
    }

    void act(Act next) {
        act = next;
    }

    int calls() {
        return calls.get();
    }

    int served() {
        return served.get();
    }

    private void handle(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        calls.incrementAndGet();
        boolean stream = body.replace(" ", "").contains("\"stream\":true");
        switch (act) {
            case ANSWER -> answer(exchange, stream);
            case LAST_ANSWER -> {
                exchange.getResponseHeaders().set("x-ratelimit-limit-requests", "1000");
                exchange.getResponseHeaders().set("x-ratelimit-remaining-requests", "0");
                exchange.getResponseHeaders().set("x-ratelimit-reset-requests", "1h0m0s");
                answer(exchange, stream);
            }
            case LIMITED -> {
                exchange.getResponseHeaders().set("retry-after", "3600");
                send(
                        exchange,
                        429,
                        "{\"error\":{\"message\":\"used up\",\"type\":\"insufficient_quota\",\"code\":null}}");
            }
            case BUSY ->
                send(exchange, 429, "{\"error\":{\"message\":\"slow down\",\"type\":\"rate_limit\",\"code\":null}}");
            case BROKEN ->
                send(exchange, 503, "{\"error\":{\"message\":\"broken\",\"type\":\"server_error\",\"code\":null}}");
            case CUT -> cut(exchange, stream);
            case GARBAGE -> send(exchange, 200, "}{ no answer");
        }
    }

    private void answer(HttpExchange exchange, boolean stream) throws IOException {
        served.incrementAndGet();
        if (!stream) {
            send(
                    exchange,
                    200,
                    "{\"id\":\"c\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"m\",\"choices\":[{\"index\":0,"
                            + "\"message\":{\"role\":\"assistant\",\"content\":\"done\"},\"finish_reason\":\"stop\"}],"
                            + USAGE + "}");
            return;
        }
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        var text = CHUNK
                + "[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"done\"},\"finish_reason\":null}]}\n\n"
                + CHUNK + "[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]," + USAGE + "}\n\ndata: [DONE]\n\n";
        send(exchange, 200, text);
    }

    private static void cut(HttpExchange exchange, boolean stream) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", stream ? "text/event-stream" : "application/json");
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().write((stream ? ": hold on\n\n" : "{\"id\":").getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
        throw new IOException("cut"); // the server then closes the connection, without a last chunk
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        if (!exchange.getResponseHeaders().containsKey("Content-Type")) {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
        }
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
