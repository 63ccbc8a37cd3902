package dev.signalbox.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.chat.Protocol;
import dev.signalbox.gateway.Gateway;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The lists of models in each protocol, as a key sees them that may use some models only. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ModelListIT {
    private static final String MINE = "openai/gpt-4o";

    private final Gateway gateway = Gateway.running();
    private String key;

    @BeforeAll
    void connectAndMakeAKeyForOneModel() {
        gateway.manage(
                "POST",
                "/api/providers",
                Gateway.object()
                        .put("provider", "openai")
                        .put("name", Gateway.unique())
                        .put("apiKey", "never-called"),
                201);
        var body = Gateway.object().put("name", Gateway.unique());
        body.putArray("allowedModels").add(MINE);
        key = gateway.manage("POST", "/api/keys", body, 201).path("key").asText();
    }

    @AfterAll
    void leaveNothing() {
        gateway.disconnect("openai");
    }

    @Test
    void showOpenAiClientsWhatTheKeyMayUse() {
        var list = get("/v1/models").path("data");

        assertThat(list.valueStream().map(m -> m.path("id").asText())).containsExactly(MINE);
        assertThat(list.get(0).path("context_window").asInt()).isPositive();
        assertThat(list.get(0).path("max_output_tokens").asInt()).isPositive();
        assertThat(list.get(0).at("/modalities/input").valueStream().map(JsonNode::asText))
                .contains("text", "image");
        assertThat(list.get(0).at("/pricing/output").asDouble()).isPositive();
        assertThat(json(gateway.send(gateway.call("/v1/models").GET().build())).path("data"))
                .as("an unrestricted key sees more")
                .hasSizeGreaterThan(1);
    }

    @Test
    void showAnthropicClientsTheirShape() {
        var answer = send(HttpRequest.newBuilder(Gateway.URL.resolve("/v1/models"))
                .header("anthropic-version", "2023-06-01")
                .header("x-api-key", key));

        assertThat(json(answer).path("data")).hasSize(1);
        assertThat(json(answer).at("/data/0/max_input_tokens").asInt()).isPositive();
        assertThat(json(answer).path("last_id").asText()).isEqualTo(MINE);
    }

    @Test
    void showGeminiAndOllamaClientsTheSame() {
        assertThat(get("/v1beta/models").path("models")).hasSize(1);
        assertThat(json(send(HttpRequest.newBuilder(Gateway.URL.resolve("/v1/models"))
                                .header("x-goog-api-client", "google-genai-sdk/2")
                                .header("x-goog-api-key", key)))
                        .at("/models/0/name")
                        .asText())
                .isEqualTo("models/" + MINE);
        assertThat(get("/v1beta/models").at("/models/0/inputTokenLimit").asInt())
                .isPositive();
        for (var path : new String[] {"/api/tags", "/v1/api/tags"}) {
            var tags = get(path).path("models");
            assertThat(tags.valueStream().map(m -> m.path("name").asText())).containsExactly(MINE);
            assertThat(tags.at("/0/details/families/0").asText()).isEqualTo("openai");
        }
    }

    @Test
    void givesPartsToThoseWhoAskForParts() {
        var whole = ids(all("/v1/models"));
        var first = all("/v1/models?limit=2");
        var rest = all("/v1/models?limit=1000&after_id=" + first.path("last_id").asText());
        var before = all("/v1/models?limit=1&before_id=" + whole.get(2));

        assertThat(ids(first)).isEqualTo(whole.subList(0, 2));
        assertThat(first.path("has_more").asBoolean()).isTrue();
        assertThat(ids(rest)).isEqualTo(whole.subList(2, whole.size()));
        assertThat(rest.path("has_more").asBoolean()).isFalse();
        assertThat(ids(before)).containsExactly(whole.get(1));
        for (var wrong : List.of("limit=0", "limit=x", "after_id=nobody")) {
            var refused = gateway.send(gateway.call("/v1/models?" + wrong)
                    .setHeader("anthropic-version", "2023-06-01")
                    .build());
            assertThat(refused.statusCode()).as(wrong).isEqualTo(400);
            assertThat(Gateway.json(refused).at("/error/type").asText()).isEqualTo("invalid_request_error");
        }
        var page = json(gateway.send(gateway.call("/v1beta/models?pageSize=1").build()));
        var next = json(gateway.send(gateway.call("/v1beta/models?pageSize=1&pageToken="
                        + page.path("nextPageToken").asText())
                .build()));
        assertThat(page.at("/models/0/name").asText()).isEqualTo("models/" + whole.get(0));
        assertThat(next.at("/models/0/name").asText()).isEqualTo("models/" + whole.get(1));
    }

    private JsonNode all(String path) {
        return json(gateway.send(
                gateway.call(path).setHeader("anthropic-version", "2023-06-01").build()));
    }

    private static List<String> ids(JsonNode page) {
        return page.path("data").valueStream().map(m -> m.path("id").asText()).toList();
    }

    @Test
    void knowWhatCanBeAskedForThoughNoListHasIt() {
        var prefix = Gateway.unique();
        gateway.connect(Protocol.OLLAMA, URI.create("http://127.0.0.1:9"), prefix, "never-called");
        for (var name : List.of(prefix + "/any:thing", prefix + "/any(high)", MINE + "(high)")) {
            var path = "/v1/models/" + name;
            assertThat(json(gateway.send(gateway.call(path).build())).path("id").asText())
                    .isEqualTo(name);
        }
        var shown = gateway.call("/api/show", "{\"model\":\"" + prefix + "/any\"}");
        assertThat(json(shown).path("capabilities")).isNotEmpty();
        assertThat(send(request("/v1/models/" + prefix + "/any")).statusCode())
                .as("a key that may not use it")
                .isEqualTo(404);
        assertThat(gateway.send(gateway.call("/v1/models/openai/never-heard-of").build())
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void describesOneModelToOllamaClients() {
        var shown = json(post("/api/show", "{\"model\":\"" + MINE + "\"}"));

        assertThat(shown.path("capabilities").valueStream().map(JsonNode::asText))
                .contains("completion", "tools", "vision");
        assertThat(shown.at("/model_info/openai.context_length").asInt()).isPositive();
        assertThat(post("/api/show", "{\"name\":\"openai/gpt-4o-mini\"}").statusCode())
                .as("another's")
                .isEqualTo(404);
        assertThat(post("/api/show", "{}").statusCode()).isEqualTo(400);
        assertThat(get("/api/version").path("version").asText()).matches("\\d+\\.\\d+\\.\\d+");
    }

    @Test
    void refuseWhatTheKeyMayNotUse() {
        assertThat(send(request("/v1/models/openai/gpt-4o-mini")).statusCode()).isEqualTo(404);
        assertThat(send(request("/v1/models/" + MINE)).statusCode()).isEqualTo(200);
        var chat = post(
                "/v1/chat/completions",
                "{\"model\":\"openai/gpt-4o-mini\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}");
        assertThat(chat.statusCode()).isEqualTo(403);
        assertThat(post("/v1/embeddings", "{\"model\":\"openai/text-embedding-3-small\",\"input\":\"x\"}")
                        .statusCode())
                .isEqualTo(403);
    }

    private JsonNode get(String path) {
        return json(send(request(path)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(Gateway.URL.resolve(path)).header("Authorization", "Bearer " + key);
    }

    private HttpResponse<byte[]> post(String path, String body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) {
        return gateway.send(request.build());
    }

    private static JsonNode json(HttpResponse<byte[]> answer) {
        assertThat(answer.statusCode()).as(Lanes.text(answer)).isEqualTo(200);
        return Gateway.json(answer);
    }
}
