package dev.signalbox.signin;

import dev.signalbox.gateway.Folder;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** Another process of the packaged gateway beside the one under test: a copy of its server, with settings of its own. */
public final class SecondServer implements AutoCloseable {
    public static final String PASSWORD = "a-password-of-this-test";

    /** What a server writes while it runs is not copied, nor the environment it was given. */
    private static final Set<String> WRITTEN = Set.of("workarea", "logs", "tranlog", "expanded");

    private static final Duration PATIENCE = Duration.ofMinutes(8);

    private final HttpClient client = HttpClient.newHttpClient();
    private final Process process;
    private final ProcessHandle jvm;
    private final URI address;
    private String token = "";

    public record Answer(int status, String body) {
        public JsonObject json() {
            return VendorEmulator.json(body);
        }
    }

    private SecondServer(Process process, URI address, Path console) throws IOException, InterruptedException {
        this.process = process;
        this.address = address;
        try {
            awaitReady();
        } catch (RuntimeException notStarted) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw new IllegalStateException(Files.readString(console), notStarted);
        }
        // bin/server starts the JVM as its child, or becomes it
        jvm = process.descendants().filter(ProcessHandle::isAlive).findFirst().orElse(process.toHandle());
    }

    public static SecondServer start(Path folder, Map<String, String> settings)
            throws IOException, InterruptedException {
        var running = running();
        var server = folder.resolve("usr/servers/signalbox");
        copy(running, server);
        copy(running.getParent().getParent().resolve("shared/resources"), folder.resolve("usr/shared/resources"));
        int port = freePort();
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("wlp.home"), "bin", "server").toString(), "run", "signalbox")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("console.log").toFile());
        var environment = new HashMap<>(settings);
        environment.put("WLP_USER_DIR", folder.resolve("usr").toString());
        environment.put("LOG_DIR", folder.resolve("logs").toString());
        environment.put("DATA_DIR", folder.resolve("data").toString());
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("HOST", "127.0.0.1");
        environment.put("PORT", String.valueOf(port));
        environment.put("INITIAL_PASSWORD", PASSWORD);
        builder.environment().putAll(environment);
        return new SecondServer(builder.start(), URI.create("http://127.0.0.1:" + port), folder.resolve("console.log"));
    }

    /** The folder of the server under test, which keeps its logs in it or is named beside them. */
    private static Path running() {
        var logs = Path.of(System.getProperty("signalbox.log-dir"));
        var around = logs.getParent();
        return Files.exists(around.resolve("server.xml")) ? around : around.resolve("usr/servers/signalbox");
    }

    private static void copy(Path from, Path to) throws IOException {
        for (var file : Folder.files(from, folder -> WRITTEN.contains(name(folder)))) {
            if (!name(file).equals("server.env")) {
                var target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }

    private static String name(Path path) {
        return path.getFileName().toString();
    }

    private static int freePort() throws IOException {
        return freePort(22_000, 32_000);
    }

    /** One below those that systems hand out for calls: nobody takes it before the server has started. */
    static int freePort(int least, int bound) throws IOException {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(least, bound);
            try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (BindException taken) {
                // the next one, then
            }
        }
    }

    private void awaitReady() throws IOException, InterruptedException {
        var end = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(end)) {
            if (!process.isAlive()) {
                throw new IllegalStateException("the server ended with " + process.exitValue());
            }
            try {
                if (call("GET", "/health/ready", "", "").status() == 200) {
                    return;
                }
            } catch (UncheckedIOException notYet) {
                // refused until the port is open
            }
            Thread.sleep(500);
        }
        throw new IllegalStateException("not ready after " + PATIENCE);
    }

    /** A call of the management API. */
    public Answer manage(String path, JsonValue body) {
        if (token.isEmpty()) {
            var login = Json.createObjectBuilder()
                    .add("username", "admin")
                    .add("password", PASSWORD)
                    .build();
            token = call("POST", "/api/auth/login", login.toString(), "").json().getString("token");
        }
        return call(
                body.equals(JsonValue.NULL) ? "GET" : "POST",
                path,
                body.equals(JsonValue.NULL) ? "" : body.toString(),
                token);
    }

    /** Whether somebody may sign in here. */
    public int login(String username, String password) {
        var login = Json.createObjectBuilder().add("username", username).add("password", password);
        return call("POST", "/api/auth/login", login.build().toString(), "").status();
    }

    /** A chat completion with an API key. */
    public Answer ask(String key, String model) {
        return call(
                "POST",
                "/v1/chat/completions",
                "{\"model\":\"" + model + "\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}",
                key);
    }

    /** The models that a key may use. */
    Answer models(String key) {
        return call("GET", "/v1/models", "", key);
    }

    private Answer call(String method, String path, String body, String bearer) {
        var request = HttpRequest.newBuilder(address.resolve(path))
                .timeout(Duration.ofSeconds(90))
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!bearer.isEmpty()) {
            request.header("Authorization", "Bearer " + bearer);
        }
        try {
            HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
            return new Answer(answer.statusCode(), answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** As a power cut would: SIGKILL, without any last word. */
    void kill() {
        jvm.destroyForcibly();
        process.destroyForcibly();
    }

    @Override
    public void close() {
        jvm.destroy();
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                kill();
            }
        } catch (InterruptedException e) {
            kill();
            Thread.currentThread().interrupt();
        }
    }
}
