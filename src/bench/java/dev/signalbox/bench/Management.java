package dev.signalbox.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.regex.Pattern;

/** What of the management API a measurement needs. */
final class Management {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String base;
    private final String password;
    private String token = "";

    Management(int port, String password) {
        this.base = "http://127.0.0.1:" + port;
        this.password = password;
    }

    boolean ready() throws InterruptedException {
        try {
            var request = HttpRequest.newBuilder(URI.create(base + "/health/ready"))
                    .timeout(PATIENCE)
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    void signIn() throws IOException, InterruptedException {
        token = field("token", post("/api/auth/login", "{\"username\":\"admin\",\"password\":\"" + password + "\"}"));
    }

    /** Connects a provider on this machine under a prefix. */
    void connect(String prefix, Wire.Dialect dialect, int port) throws IOException, InterruptedException {
        var protocol = switch (dialect) {
            case CHAT -> "openai-chat";
            case MESSAGES -> "anthropic-messages";
        };
        var node = field(
                "id",
                post(
                        "/api/provider-nodes",
                        "{\"name\":\"" + prefix + "\",\"prefix\":\"" + prefix + "\",\"protocol\":\"" + protocol
                                + "\",\"baseUrl\":\"http://127.0.0.1:" + port + "/v1\"}"));
        post(
                "/api/providers",
                "{\"provider\":\"" + node + "\",\"name\":\"" + prefix + "\",\"apiKey\":\"bench\",\"priority\":1}");
    }

    /** Makes an API key for the client surface. */
    String key() throws IOException, InterruptedException {
        return field("key", post("/api/keys", "{\"name\":\"bench\"}"));
    }

    private String post(String path, String body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(PATIENCE)
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("authorization", "Bearer " + token);
        }
        var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(path + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }

    private static String field(String name, String json) throws IOException {
        var found = Pattern.compile("\"" + name + "\"\\s*:\\s*\"([^\"]+)\"").matcher(json);
        if (!found.find()) {
            throw new IOException("no " + name + " in the answer");
        }
        return found.group(1);
    }
}
