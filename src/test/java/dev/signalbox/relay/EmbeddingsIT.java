package dev.signalbox.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.chat.Protocol;
import dev.signalbox.emulator.Behaviour;
import dev.signalbox.emulator.CannedProvider;
import dev.signalbox.gateway.Gateway;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Embeddings at every kind of provider, asked for as OpenAI's, Ollama's and Gemini's clients do. */
class EmbeddingsIT {
    private final Gateway gateway = Gateway.running();

    @ParameterizedTest
    @EnumSource(
            value = Protocol.class,
            names = {"OPENAI_CHAT", "OPENAI_RESPONSES"})
    void passesWhatSpeaksOpenAiAsItIs(Protocol protocol) {
        var reply = "{\"object\":\"list\",\"data\":[{\"object\":\"embedding\",\"index\":0,\"embedding\":\"AACAPw==\"}],"
                + "\"model\":\"e\",\"usage\":{\"prompt_tokens\":4,\"total_tokens\":4}}";
        try (var provider = CannedProvider.start(protocol).answering("/v1/embeddings", "application/json", reply)) {
            var answer = ask(provider, "\"input\":[[1,2]],\"encoding_format\" :\"base64\"");

            assertThat(Lanes.text(answer)).isEqualTo(reply);
            assertThat(provider.asked("/v1/embeddings").getFirst().body())
                    .isEqualTo("{\"model\":\"e\",\"input\":[[1,2]],\"encoding_format\" :\"base64\"}");
        }
    }

    @Test
    void asksGeminiForABatch() {
        var path = "/v1beta/models/e:batchEmbedContents";
        var reply = "{\"embeddings\":[{\"values\":[1.0,-0.5]},{\"values\":[0.25,2]}]}";
        try (var provider = CannedProvider.start(Protocol.GEMINI).answering(path, "application/json", reply)) {
            var answer = ask(provider, "\"input\":[\"one\",\"two\"],\"dimensions\":2");

            var json = Gateway.json(answer);
            assertThat(json.at("/data/1/embedding/1").asDouble()).isEqualTo(2.0);
            assertThat(json.at("/data/1/index").asInt()).isEqualTo(1);
            assertThat(json.at("/usage/prompt_tokens").asInt()).as("estimated").isPositive();
            var asked = Gateway.json(provider.asked(path).getFirst().body());
            assertThat(asked.at("/requests/1/content/parts/0/text").asText()).isEqualTo("two");
            assertThat(asked.at("/requests/0/model").asText()).isEqualTo("models/e");
            assertThat(asked.at("/requests/0/outputDimensionality").asInt()).isEqualTo(2);
        }
    }

    @Test
    void asksGeminiForNoMoreAtOnceThanItTakes() {
        var path = "/v1beta/models/e:batchEmbedContents";
        try (var provider =
                CannedProvider.start(Protocol.GEMINI).answering(path, "application/json", EmbeddingsIT::lengths)) {
            var texts = IntStream.rangeClosed(1, 101)
                    .mapToObj(i -> '"' + "x".repeat(i) + '"')
                    .collect(Collectors.joining(","));

            var json = Gateway.json(ask(provider, "\"input\":[" + texts + "]"));

            assertThat(json.path("data")).hasSize(101);
            assertThat(json.at("/data/100/embedding/0").asInt()).isEqualTo(101);
            assertThat(json.at("/data/100/index").asInt()).isEqualTo(100);
            assertThat(json.at("/usage/prompt_tokens").asInt()).isEqualTo(14);
            assertThat(provider.asked(path)).hasSize(2);
        }
    }

    /** A vector for each text: how long it is. */
    private static String lengths(String asked) {
        return Gateway.json(asked)
                .path("requests")
                .valueStream()
                .map(r ->
                        "{\"values\":[" + r.at("/content/parts/0/text").asText().length() + "]}")
                .collect(Collectors.joining(",", "{\"embeddings\":[", "],\"usageMetadata\":{\"promptTokenCount\":7}}"));
    }

    @Test
    void readsOneVectorWithoutTheListAroundIt() {
        var path = "/v1beta/models/e:batchEmbedContents";
        var reply = "{\"embedding\":{\"values\":[1.0,-0.5]}}";
        try (var provider = CannedProvider.start(Protocol.GEMINI).answering(path, "application/json", reply)) {
            var answer = ask(provider, "\"input\":\"one\"");

            assertThat(Gateway.json(answer).at("/data/0/embedding/1").asDouble())
                    .isEqualTo(-0.5);
            assertThat(ask(provider, "\"input\":[\"one\",\"two\"]").statusCode())
                    .isEqualTo(502);
        }
    }

    @Test
    void asksOllamaAndEncodesAsWished() {
        var reply = "{\"model\":\"e\",\"embeddings\":[[1.0,-0.5]],\"prompt_eval_count\":3}";
        try (var provider = CannedProvider.start(Protocol.OLLAMA).answering("/api/embed", "application/json", reply)) {
            var answer = Gateway.json(ask(provider, "\"input\":\"one\",\"encoding_format\":\"base64\""));

            var bytes = ByteBuffer.wrap(Base64.getDecoder()
                            .decode(answer.at("/data/0/embedding").asText()))
                    .order(ByteOrder.LITTLE_ENDIAN);
            assertThat(bytes.getFloat()).isEqualTo(1.0f);
            assertThat(bytes.getFloat()).isEqualTo(-0.5f);
            assertThat(answer.at("/usage/prompt_tokens").asInt()).isEqualTo(3);
        }
    }

    @Test
    void answersOllamasClientsInTheirForm() {
        var reply = "{\"object\":\"list\",\"data\":[{\"object\":\"embedding\",\"index\":0,\"embedding\":[1.0,-0.5]}],"
                + "\"model\":\"e\",\"usage\":{\"prompt_tokens\":4,\"total_tokens\":4}}";
        try (var provider =
                CannedProvider.start(Protocol.OPENAI_CHAT).answering("/v1/embeddings", "application/json", reply)) {
            var answer = ollama(provider, "/api/embed", "\"input\":[\"one\"],\"truncate\":true,\"dimensions\":2");

            assertThat(Lanes.text(answer))
                    .isEqualTo("{\"model\":\"e\",\"embeddings\":[[1.0,-0.5]],\"prompt_eval_count\":4}");
            assertThat(answer.headers().firstValue("x-signalbox-loss")).hasValue("truncate");
            assertThat(provider.asked("/v1/embeddings").getFirst().body())
                    .isEqualTo("{\"model\":\"e\",\"input\":[\"one\"],\"dimensions\":2}");
            assertThat(gateway.logged(answer).at("/usage/inputTokens").asInt()).isEqualTo(4);
        }
        var path = "/v1beta/models/e:batchEmbedContents";
        try (var provider = CannedProvider.start(Protocol.GEMINI)
                .answering(path, "application/json", "{\"embeddings\":[{\"values\":[1.0]},{\"values\":[2.0]}]}")) {
            var answer = Gateway.json(ollama(provider, "/v1/api/embed", "\"input\":[\"one\",\"two\"]"));

            assertThat(answer.at("/embeddings/1/0").asDouble()).isEqualTo(2.0);
        }
    }

    @Test
    void leavesOllamasServersTheirOwnEmbeddings() {
        var reply = "{\"model\":\"e\",\"embeddings\":[[1.0]],\"total_duration\":5,\"prompt_eval_count\":3}";
        try (var provider = CannedProvider.start(Protocol.OLLAMA).answering("/api/embed", "application/json", reply)) {
            var answer = ollama(provider, "/api/embed", "\"input\":\"one\",\"truncate\" :true");

            assertThat(Lanes.text(answer)).isEqualTo(reply);
            assertThat(provider.asked("/api/embed").getFirst().body())
                    .isEqualTo("{\"model\":\"e\",\"input\":\"one\",\"truncate\" :true}");
            assertThat(gateway.logged(answer).at("/usage/inputTokens").asInt()).isEqualTo(3);
        }
    }

    @Test
    void tellsOllamasClientsOfFailuresAsOllamaDoes() {
        try (var provider = CannedProvider.start(Protocol.GEMINI)) {
            var answer = ollama(provider, "/api/embed", "\"input\":5");

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(Gateway.json(answer).path("error").asText()).contains("input");
        }
    }

    @Test
    void embedsOnePromptAsOlderClientsOfOllamaAskForIt() {
        var reply = "{\"model\":\"e\",\"embeddings\":[[1.0,2.0]],\"prompt_eval_count\":3}";
        try (var provider = CannedProvider.start(Protocol.OLLAMA).answering("/api/embed", "application/json", reply)) {
            var answer = ollama(provider, "/api/embeddings", "\"prompt\":\"one\",\"keep_alive\":\"5m\"");

            assertThat(Lanes.text(answer)).isEqualTo("{\"embedding\":[1.0,2.0]}");
            assertThat(provider.asked("/api/embed").getFirst().body())
                    .isEqualTo("{\"model\":\"e\",\"keep_alive\":\"5m\",\"input\":\"one\"}");
            assertThat(gateway.logged(answer).at("/usage/inputTokens").asInt()).isEqualTo(3);
        }
        var openAi = "{\"object\":\"list\",\"data\":[{\"object\":\"embedding\",\"index\":0,\"embedding\":[0.5]}],"
                + "\"model\":\"e\",\"usage\":{\"prompt_tokens\":4,\"total_tokens\":4}}";
        try (var provider =
                CannedProvider.start(Protocol.OPENAI_CHAT).answering("/v1/embeddings", "application/json", openAi)) {
            var answer = ollama(provider, "/v1/api/embeddings", "\"prompt\":\"one\",\"keep_alive\":\"5m\"");

            assertThat(Lanes.text(answer)).isEqualTo("{\"embedding\":[0.5]}");
            assertThat(answer.headers().firstValue("x-signalbox-loss")).hasValue("keep_alive");
            assertThat(provider.asked("/v1/embeddings").getFirst().body())
                    .isEqualTo("{\"model\":\"e\",\"input\":\"one\"}");
            assertThat(ollama(provider, "/api/embeddings", "\"prompt\":5").statusCode())
                    .isEqualTo(400);
        }
    }

    @Test
    void embedsContentsOfGeminisClientsElsewhere() {
        var openAi = "{\"object\":\"list\",\"data\":[{\"object\":\"embedding\",\"index\":0,\"embedding\":[0.5]},"
                + "{\"object\":\"embedding\",\"index\":1,\"embedding\":[2]}],"
                + "\"model\":\"e\",\"usage\":{\"prompt_tokens\":4,\"total_tokens\":4}}";
        try (var provider =
                CannedProvider.start(Protocol.OPENAI_CHAT).answering("/v1/embeddings", "application/json", openAi)) {
            var batch = gemini(
                    provider,
                    "batchEmbedContents",
                    "{\"requests\":[{\"model\":\"models/x\",\"content\":{\"parts\":[{\"text\":\"a\"},{\"text\":\"b\"}]},"
                            + "\"taskType\":\"RETRIEVAL_QUERY\",\"outputDimensionality\":1},"
                            + "{\"content\":{\"parts\":{\"text\":\"c\"}},\"output_dimensionality\":1}]}");

            assertThat(Lanes.text(batch))
                    .isEqualTo("{\"embeddings\":[{\"values\":[0.5]},{\"values\":[2]}],"
                            + "\"usageMetadata\":{\"promptTokenCount\":4}}");
            assertThat(batch.headers().firstValue("x-signalbox-loss")).hasValue("requests.taskType");
            assertThat(provider.asked("/v1/embeddings").getFirst().body())
                    .isEqualTo("{\"model\":\"e\",\"input\":[\"a\\nb\",\"c\"],\"dimensions\":1}");
            var one = gemini(provider, "embedContent", "{\"content\":{\"parts\":[{\"text\":\"a\"}]}}");
            assertThat(Gateway.json(one).at("/embedding/values/0").asDouble()).isEqualTo(0.5);
            assertThat(gateway.logged(one).at("/usage/inputTokens").asInt()).isEqualTo(4);
            var picture = gemini(
                    provider,
                    "embedContent",
                    "{\"content\":{\"parts\":[{\"inlineData\":{\"mimeType\":\"image/png\",\"data\":\"iVBO\"}}]}}");
            assertThat(picture.statusCode()).isEqualTo(400);
            assertThat(Gateway.json(picture).at("/error/status").asText()).isEqualTo("INVALID_ARGUMENT");
        }
    }

    @Test
    void asksGeminiForWhatItsClientsAskedFor() {
        var path = "/v1beta/models/e:batchEmbedContents";
        var reply = "{\"embeddings\":[{\"values\":[1.0]}],\"usageMetadata\":{\"promptTokenCount\":7}}";
        try (var provider = CannedProvider.start(Protocol.GEMINI).answering(path, "application/json", reply)) {
            var one = gemini(
                    provider,
                    "embedContent",
                    "{\"model\":\"models/x\",\"content\":{\"parts\":[{\"text\":\"a\"}]},\"taskType\":\"CLUSTERING\"}");

            assertThat(Lanes.text(one))
                    .isEqualTo("{\"embedding\":{\"values\":[1.0]},\"usageMetadata\":{\"promptTokenCount\":7}}");
            assertThat(one.headers().firstValue("x-signalbox-loss")).isEmpty();
            assertThat(provider.asked(path).getFirst().body())
                    .isEqualTo("{\"requests\":[{\"model\":\"models/e\",\"content\":{\"parts\":[{\"text\":\"a\"}]},"
                            + "\"taskType\":\"CLUSTERING\"}]}");
            assertThat(gateway.logged(one).at("/usage/inputTokens").asInt()).isEqualTo(7);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1alpha/models/", "/v1/models/"})
    void knowsTheVersionsThatGooglesLibrariesCanBeToldToSpeak(String models) {
        var reply = "{\"embeddings\":[{\"values\":[1.0]}]}";
        var path = "/v1beta/models/e:batchEmbedContents";
        try (var provider = CannedProvider.start(Protocol.GEMINI).answering(path, "application/json", reply)) {
            var prefix = Gateway.unique();
            gateway.connect(provider.protocol(), provider.baseUrl(), prefix, "canned-key");

            var answer = gateway.call(
                    models + prefix + "/e:embedContent?alt=json", "{\"content\":{\"parts\":[{\"text\":\"a\"}]}}");

            assertThat(Gateway.json(answer).at("/embedding/values/0").asDouble())
                    .isEqualTo(1.0);
        }
    }

    private HttpResponse<byte[]> gemini(CannedProvider provider, String operation, String body) {
        var prefix = Gateway.unique();
        gateway.connect(provider.protocol(), provider.baseUrl(), prefix, "canned-key");
        return gateway.call("/v1beta/models/" + prefix + "/e:" + operation, body);
    }

    private HttpResponse<byte[]> ollama(CannedProvider provider, String path, String rest) {
        var prefix = Gateway.unique();
        gateway.connect(provider.protocol(), provider.baseUrl(), prefix, "canned-key");
        return gateway.call(path, "{\"model\":\"" + prefix + "/e\"," + rest + "}");
    }

    @Test
    void refusesTokensWhereOnlyTextIsTaken() {
        try (var provider = CannedProvider.start(Protocol.GEMINI)) {
            var answer = ask(provider, "\"input\":[[1,2]]");

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(Gateway.json(answer).at("/error/param").asText()).isEqualTo("input");
        }
    }

    @Test
    void refusesAnAnswerThatLacksAVector() {
        try (var provider = CannedProvider.start(Protocol.OLLAMA)
                .answering("/api/embed", "application/json", "{\"embeddings\":[[1.0]]}")) {
            assertThat(ask(provider, "\"input\":[\"one\",\"two\"]").statusCode())
                    .isEqualTo(502);
        }
    }

    @Test
    void knowsWhoHasNone() {
        try (var lanes = new Lanes()) {
            var model = lanes.model(Protocol.ANTHROPIC_MESSAGES, Behaviour.ANSWER);

            var answer = gateway.call("/v1/embeddings", "{\"model\":\"" + model + "\",\"input\":\"x\"}");

            assertThat(answer.statusCode()).isEqualTo(404);
        }
    }

    @Test
    void tellsOfARefusalByWhichRequestItCanBeFound() {
        try (var provider = CannedProvider.start(Protocol.OPENAI_CHAT)) {
            var prefix = Gateway.unique();
            gateway.connect(provider.protocol(), provider.baseUrl(), prefix, "canned-key");

            var answer = gateway.call("/v1/embeddings", "{\"model\":\"" + prefix + "/e\",\"input\":\"x\"}");

            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.headers().firstValue("x-signalbox-attempts")).hasValue("1");
            var logged = gateway.logged(answer);
            assertThat(logged.path("status").asText()).isEqualTo("failed");
            assertThat(logged.at("/attempts/0/route").asText()).isEqualTo(prefix + "/e");
        }
    }

    @Test
    void tellsOfAnAnswerWhereItComesFrom() {
        var reply = "{\"object\":\"list\",\"data\":[],\"model\":\"e\",\"usage\":{\"prompt_tokens\":1}}";
        try (var provider =
                CannedProvider.start(Protocol.OPENAI_CHAT).answering("/v1/embeddings", "application/json", reply)) {
            var answer = ask(provider, "\"input\":\"x\"");

            assertThat(answer.headers().firstValue("x-signalbox-route").orElseThrow())
                    .endsWith("/e");
            assertThat(answer.headers().firstValue("x-signalbox-attempts")).hasValue("1");
            assertThat(gateway.logged(answer).path("status").asText()).isEqualTo("succeeded");
        }
    }

    private HttpResponse<byte[]> ask(CannedProvider provider, String fields) {
        var prefix = Gateway.unique();
        gateway.connect(provider.protocol(), provider.baseUrl(), prefix, "canned-key");
        return gateway.call("/embeddings", "{\"model\":\"" + prefix + "/e\"," + fields + "}");
    }
}
