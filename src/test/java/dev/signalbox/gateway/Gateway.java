package dev.signalbox.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.chat.Protocol;
import dev.signalbox.emulator.Provider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** The running gateway of the integration tests, with an administrator signed in and an API key made. */
public final class Gateway {
    /** Where it runs. */
    public static final URI URL = URI.create(System.getProperty("signalbox.url"));

    /** The administrator's password. */
    public static final String PASSWORD = System.getProperty("signalbox.password");

    private static final String ACCOUNT = "account of ";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Gateway SHARED = new Gateway();

    private final HttpClient client = HttpClient.newHttpClient();
    private final String token;
    private final String key;

    private Gateway() {
        var login = object().put("username", "admin").put("password", PASSWORD);
        token = read(send(request("/api/auth/login", "POST", login).build()), 200)
                .path("token")
                .asText();
        key = newKey(unique());
    }

    /** The one that all tests share: signing in costs the server half a second of hashing. */
    public static Gateway running() {
        return SHARED;
    }

    /** An API key of the client surface. */
    public String key() {
        return key;
    }

    /** The administrator's token. */
    public String token() {
        return token;
    }

    /** A name that no other test uses. */
    public static String unique() {
        return "t" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    }

    /** Makes another API key. */
    public String newKey(String name) {
        return manage("POST", "/api/keys", object().put("name", name), 201)
                .path("key")
                .asText();
    }

    /** Connects a provider with one account, and hands out the prefix of its models. */
    public String connect(Provider provider) {
        var prefix = unique();
        connect(provider, prefix, "provider-key-" + prefix);
        return prefix;
    }

    /** Connects a provider under this prefix with an account that holds this key; hands out the account's id. */
    public String connect(Provider provider, String prefix, String providerKey) {
        return connect(provider.protocol(), provider.baseUrl(), prefix, providerKey);
    }

    /** Connects what speaks this protocol at this address under this prefix; hands out the account's id. */
    public String connect(Protocol protocol, URI baseUrl, String prefix, String providerKey) {
        var node = manage(
                "POST",
                "/api/provider-nodes",
                object().put("name", prefix)
                        .put("prefix", prefix)
                        .put("protocol", protocol.id())
                        .put("baseUrl", baseUrl.toString()),
                201);
        return account(node.path("id").asText(), providerKey);
    }

    private String account(String provider, String providerKey) {
        var account = object().put("provider", provider)
                .put("name", ACCOUNT + provider)
                .put("apiKey", providerKey)
                .put("priority", 1);
        return manage("POST", "/api/providers", account, 201).path("id").asText();
    }

    /** Removes every account of a provider. */
    public void disconnect(String provider) {
        for (var account : accounts()) {
            if (account.path("provider").asText().equals(provider)) {
                manage("DELETE", "/api/providers/" + account.path("id").asText(), null, 204);
            }
        }
    }

    /** Removes the accounts of all providers that were connected here: a page of hundreds is slow to draw. */
    public void disconnectAll() {
        for (var account : accounts()) {
            if (account.path("name").asText().startsWith(ACCOUNT)) {
                manage("DELETE", "/api/providers/" + account.path("id").asText(), null, 204);
            }
        }
    }

    /** All accounts, on however many pages. */
    public List<JsonNode> accounts() {
        var accounts = new ArrayList<JsonNode>();
        var page = manage("GET", "/api/providers?limit=500", null, 200);
        page.path("items").forEach(accounts::add);
        while (page.path("next").isTextual()) {
            var next = page.path("next").asText();
            page = manage("GET", "/api/providers?limit=500&cursor=" + next, null, 200);
            page.path("items").forEach(accounts::add);
        }
        return accounts;
    }

    /** Makes a combo that falls back in this order, and hands out its name. */
    public String combo(String... models) {
        var name = unique();
        var combo = object().put("name", name).put("strategy", "fallback");
        Arrays.stream(models).forEach(combo.putArray("models")::add);
        manage("POST", "/api/combos", combo, 201);
        return name;
    }

    /** What the ledger says of a request, by the {@code x-signalbox-request-id} of its answer. */
    public JsonNode logged(HttpResponse<?> answer) {
        return logged(answer.headers().firstValue("x-signalbox-request-id").orElseThrow());
    }

    /** What the ledger says of a request. */
    public JsonNode logged(String requestId) {
        return manage("GET", "/api/usage/request-logs/" + requestId, null, 200);
    }

    /** Calls the management API as the administrator and expects this status. */
    public JsonNode manage(String method, String path, @Nullable ObjectNode body, int status) {
        var request = request(path, method, body).header("Authorization", "Bearer " + token);
        return read(send(request.build()), status);
    }

    /** Calls the management API as the administrator, whatever comes of it; hands out the status. */
    public int tryManage(String method, String path) {
        return send(request(path, method, null)
                        .header("Authorization", "Bearer " + token)
                        .build())
                .statusCode();
    }

    /** Calls the management API as the administrator, whatever comes of it. */
    public HttpResponse<byte[]> asked(String method, String path, @Nullable ObjectNode body) {
        return send(request(path, method, body)
                .header("Authorization", "Bearer " + token)
                .build());
    }

    /** Calls the client surface with the key and this JSON. */
    public HttpResponse<byte[]> call(String path, String json) {
        return send(call(path).POST(BodyPublishers.ofString(json)).build());
    }

    /** A request to the client surface with the key of every protocol's own header. */
    public HttpRequest.Builder call(String path) {
        return HttpRequest.newBuilder(URL.resolve(path))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json");
    }

    /** Sends it and waits for the whole answer. */
    public HttpResponse<byte[]> send(HttpRequest request) {
        return send(request, BodyHandlers.ofByteArray());
    }

    /** Sends it. */
    public <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> body) {
        try {
            return client.send(request, body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static HttpRequest.Builder request(String path, String method, @Nullable ObjectNode body) {
        var publisher = body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString());
        return HttpRequest.newBuilder(URL.resolve(path))
                .header("Content-Type", "application/json")
                .method(method, publisher);
    }

    private static JsonNode read(HttpResponse<byte[]> answer, int status) {
        var text = new String(answer.body(), StandardCharsets.UTF_8);
        if (answer.statusCode() != status) {
            throw new AssertionError(answer.request().uri() + " answered " + answer.statusCode() + ": " + text);
        }
        return json(text.isEmpty() ? "null" : text);
    }

    /** JSON read from text. */
    public static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(text, e);
        }
    }

    /** JSON of a map. */
    public static JsonNode json(Map<?, ?> value) {
        return JSON.valueToTree(value);
    }

    /** JSON read from an answer. */
    public static JsonNode json(HttpResponse<byte[]> answer) {
        return json(new String(answer.body(), StandardCharsets.UTF_8));
    }

    /** An empty object. */
    public static ObjectNode object() {
        return JSON.createObjectNode();
    }

    /** The lines of a streamed answer. */
    public static List<String> lines(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8).lines().toList();
    }
}
