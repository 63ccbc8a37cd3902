package dev.signalbox.management;

import dev.signalbox.gateway.Gateway;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Somebody who calls the running gateway, with credentials of one kind or none. */
final class Caller {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final String authorization;

    private Caller(String authorization) {
        this.authorization = authorization;
    }

    /** An answer of which at most the beginning is read, so that an endless one ends too. */
    record Answer(int status, String contentType, Map<String, List<String>> headers, String body) {
        JsonObject json() {
            try (var reader = Json.createReader(new StringReader(body))) {
                return reader.readObject();
            }
        }

        String header(String name) {
            return headers.getOrDefault(name, List.of("")).getFirst();
        }
    }

    static Caller anonymous() {
        return new Caller("");
    }

    /** Somebody with an API key or a session's token. */
    static Caller bearer(String token) {
        return new Caller("Bearer " + token);
    }

    static Caller signedIn(String username, String password) {
        var credentials = Json.createObjectBuilder()
                .add("username", username)
                .add("password", password)
                .build();
        var answer = anonymous().call("POST", "/api/auth/login", credentials.toString());
        if (answer.status() != 200) {
            throw new IllegalStateException("no login: " + answer);
        }
        return bearer(answer.json().getString("token"));
    }

    static Caller admin() {
        return signedIn("admin", Gateway.PASSWORD);
    }

    Answer get(String path) {
        return call("GET", path, "");
    }

    Answer call(String method, String path, String body) {
        return call(method, path, body, Map.of());
    }

    /** The path goes out as it is written, whatever is encoded in it. */
    Answer call(String method, String path, String body, Map<String, String> headers) {
        var request = HttpRequest.newBuilder(URI.create(Gateway.URL + path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!body.isEmpty() && !headers.containsKey("Content-Type")) {
            request.header("Content-Type", "application/json");
        }
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        headers.forEach(request::header);
        try {
            return read(CLIENT.send(request.build(), BodyHandlers.ofInputStream()));
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Answer read(HttpResponse<InputStream> response) throws IOException {
        var type = response.headers().firstValue("content-type").orElse("");
        try (var body = response.body()) {
            var text = type.startsWith("text/event-stream")
                    ? ""
                    : new String(body.readNBytes(8 << 20), StandardCharsets.UTF_8);
            return new Answer(response.statusCode(), type, response.headers().map(), text);
        }
    }

    /** The lines of an event stream as they come. */
    Stream<String> lines(String path) {
        var request = HttpRequest.newBuilder(URI.create(Gateway.URL + path))
                .header("Authorization", authorization)
                .header("Accept", "text/event-stream")
                .build();
        try {
            return CLIENT.send(request, BodyHandlers.ofLines()).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
