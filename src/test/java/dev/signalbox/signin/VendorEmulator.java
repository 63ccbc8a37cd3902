package dev.signalbox.signin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/**
 * The sign-in endpoints of all vendors behind one address, for {@code signalbox.sign-in.via}: the first piece of a path is the
 * vendor's host. Strict: what a vendor would refuse, it refuses.
 */
public final class VendorEmulator implements AutoCloseable {
    private final HttpServer server;
    private final VendorAuthority authority;
    private final VendorPages pages;
    private final UsagePages usage;
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final List<Call> unanswered = new CopyOnWriteArrayList<>();
    private volatile String hangUpOn = "";

    /** An answer: a status, a type, a body and a place to go to. */
    record Reply(int status, String type, String body, String location) {
        static Reply json(int status, JsonObjectBuilder body) {
            return new Reply(status, "application/json", body.build().toString(), "");
        }

        static Reply error(int status, String code) {
            return json(
                    status,
                    Json.createObjectBuilder()
                            .add("error", code)
                            .add("error_description", code + ", says the emulator"));
        }

        static Reply page(String html) {
            return new Reply(200, "text/html", html, "");
        }

        static Reply redirect(String location) {
            return new Reply(302, "text/plain", "", location);
        }
    }

    /** A call with its parameters read, however they were written. */
    record Call(
            String method,
            String host,
            String path,
            String type,
            String authorization,
            Map<String, String> headers,
            Map<String, String> parameters) {
        String parameter(String name) {
            return parameters.getOrDefault(name, "");
        }
    }

    public VendorEmulator() {
        this(Clock.systemUTC());
    }

    /** One whose time is this clock's. */
    VendorEmulator(Clock clock) {
        this(0, clock);
    }

    /** The one that the running gateway was started with: its port is given. */
    public static VendorEmulator ofTheGateway() {
        return new VendorEmulator(Integer.getInteger("signalbox.vendors-port", 21490), Clock.systemUTC());
    }

    private VendorEmulator(int port, Clock clock) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
        } catch (IOException e) {
            throw new UncheckedIOException("port " + port, e);
        }
        authority = new VendorAuthority(clock);
        pages = new VendorPages(authority);
        usage = new UsagePages(authority::accepts, authority::personOf);
        server.createContext("/", this::serve);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    /** What {@code signalbox.sign-in.via} is set to. */
    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public VendorAuthority authority() {
        return authority;
    }

    /** The usage endpoints. */
    public UsagePages usage() {
        return usage;
    }

    /** Everything that was asked, as {@code METHOD host/path}. */
    public List<String> calls() {
        return List.copyOf(calls);
    }

    public long calls(String path) {
        return calls.stream().filter(call -> call.endsWith(path)).count();
    }

    /** Takes calls that bring this code, and hangs up without an answer. */
    void hangUpOn(String code) {
        hangUpOn = code;
    }

    /** The calls that it hung up on. */
    List<Call> unanswered() {
        return List.copyOf(unanswered);
    }

    /** What somebody does on the vendor's page: the address that the browser is sent back to. */
    public String agree(URI authorizeUrl) {
        return decide(authorizeUrl, "allow");
    }

    public String decline(URI authorizeUrl) {
        return decide(authorizeUrl, "deny");
    }

    private String decide(URI authorizeUrl, String decision) {
        var call = new Call(
                "GET",
                host(authorizeUrl.getPath()),
                path(authorizeUrl.getPath()),
                "",
                "",
                Map.of(),
                query(authorizeUrl.getRawQuery()));
        call.parameters().put("decision", decision);
        var reply = pages.authorize(call);
        if (reply.status() != 302) {
            throw new AssertionError("the vendor refuses: " + reply.body());
        }
        return reply.location();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            var call = read(exchange);
            calls.add(call.method() + " " + call.host() + call.path());
            if (!hangUpOn.isEmpty() && call.parameter("code").equals(hangUpOn)) {
                unanswered.add(call);
                throw new IOException("hanging up"); // the server then closes the connection
            }
            Reply reply;
            try {
                reply = usage.answer(call).orElseGet(() -> pages.answer(call));
            } catch (RuntimeException e) {
                reply = Reply.error(500, String.valueOf(e));
            }
            var bytes = reply.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", reply.type());
            if (!reply.location().isEmpty()) {
                exchange.getResponseHeaders().set("Location", reply.location());
            }
            exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private static Call read(HttpExchange exchange) throws IOException {
        var uri = exchange.getRequestURI();
        var type = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"));
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var parameters = query(uri.getRawQuery());
        if (type.startsWith("application/x-www-form-urlencoded")) {
            parameters.putAll(query(body));
        } else if (!body.isEmpty()) {
            json(body).forEach((name, value) -> parameters.put(name, text(value)));
        }
        var headers = new HashMap<String, String>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(java.util.Locale.ROOT), values.getFirst()));
        var authorization = exchange.getRequestHeaders().getFirst("Authorization");
        return new Call(
                exchange.getRequestMethod(),
                host(uri.getPath()),
                path(uri.getPath()),
                type,
                authorization == null ? "" : authorization,
                headers,
                parameters);
    }

    private static String text(jakarta.json.JsonValue value) {
        return value instanceof jakarta.json.JsonString string ? string.getString() : value.toString();
    }

    static JsonObject json(String text) {
        try (var reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }

    private static String host(String path) {
        int slash = path.indexOf('/', 1);
        return slash < 0 ? path.substring(1) : path.substring(1, slash);
    }

    private static String path(String path) {
        int slash = path.indexOf('/', 1);
        return slash < 0 ? "/" : path.substring(slash);
    }

    static Map<String, String> query(String raw) {
        var parameters = new HashMap<String, String>();
        for (var pair : raw == null ? new String[0] : raw.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                parameters.put(
                        URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return parameters;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
