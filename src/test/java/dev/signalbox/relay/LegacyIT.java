package dev.signalbox.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.chat.Protocol;
import dev.signalbox.emulator.Behaviour;
import dev.signalbox.emulator.CannedProvider;
import dev.signalbox.gateway.Gateway;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The older forms that take a prompt: OpenAI's completions and Ollama's generate. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LegacyIT {
    private final Gateway gateway = Gateway.running();
    private final Lanes lanes = new Lanes();

    @AfterAll
    void stop() {
        lanes.close();
    }

    static Stream<Arguments> providersAndForms() {
        return Arrays.stream(Protocol.values()).flatMap(p -> Stream.of(Arguments.of(p, false), Arguments.of(p, true)));
    }

    @ParameterizedTest(name = "{0}, stream {1}")
    @MethodSource("providersAndForms")
    void completesAPromptByAnyProvider(Protocol provider, boolean stream) {
        var model = lanes.model(provider, Behaviour.ANSWER);

        var answer = gateway.call(
                "/v1/completions",
                "{\"model\":\"" + model + "\",\"prompt\":[\"Grüße\"],\"max_tokens\":50,\"stream\":" + stream + "}");

        assertThat(answer.statusCode()).as(Lanes.text(answer)).isEqualTo(200);
        if (!stream) {
            var json = Gateway.json(answer);
            assertThat(json.path("object").asText()).isEqualTo("text_completion");
            assertThat(json.at("/choices/0/text").asText()).contains("Grüße");
            assertThat(json.at("/choices/0/finish_reason").asText()).isEqualTo("stop");
            assertThat(json.at("/usage/completion_tokens").asInt()).isPositive();
            return;
        }
        var data = Gateway.lines(answer).stream()
                .filter(l -> l.startsWith("data: "))
                .map(l -> l.substring(6))
                .toList();
        assertThat(data.getLast()).isEqualTo("[DONE]");
        var pieces =
                data.subList(0, data.size() - 1).stream().map(Gateway::json).toList();
        assertThat(pieces).allSatisfy(p -> {
            assertThat(p.path("object").asText()).isEqualTo("text_completion");
            assertThat(p.at("/choices/0").has("delta")).isFalse();
        });
        assertThat(pieces.stream().map(p -> p.at("/choices/0/text").asText("")).reduce("", String::concat))
                .contains("Grüße");
        assertThat(pieces.getLast().at("/choices/0/finish_reason").asText()).isEqualTo("stop");
    }

    @ParameterizedTest(name = "{0}, stream {1}")
    @MethodSource("providersAndForms")
    void generatesByAnyProvider(Protocol provider, boolean stream) {
        var model = lanes.model(provider, Behaviour.ANSWER);

        var answer = gateway.call(
                "/api/generate",
                "{\"model\":\"" + model + "\",\"system\":\"Be kind\",\"prompt\":\"Grüße\",\"stream\":" + stream + "}");

        assertThat(answer.statusCode()).as(Lanes.text(answer)).isEqualTo(200);
        var lines = Gateway.lines(answer).stream().map(Gateway::json).toList();
        assertThat(lines).allSatisfy(l -> assertThat(l.has("message")).isFalse());
        assertThat(lines.stream().map(l -> l.path("response").asText()).reduce("", String::concat))
                .contains("Be kind", "Grüße");
        assertThat(lines.getLast().path("done").asBoolean()).isTrue();
        assertThat(lines.getLast().path("eval_count").asInt()).isPositive();
        assertThat(lines).hasSizeGreaterThan(stream ? 1 : 0);
    }

    @Test
    void leavesOllamasServersTheirOwnPrompt() {
        try (var provider = CannedProvider.start(Protocol.OLLAMA)) {
            var reply = "{\"model\":\"m\",\"created_at\":\"2026-01-01T00:00:00Z\",\"response\":\"hi\",\"done\":true,"
                    + "\"context\":[1,2],\"prompt_eval_count\":7,\"eval_count\":3}";
            provider.answering("/api/generate", "application/json", reply);
            var prefix = connect(provider);
            var rest = "\",\"prompt\":\"p\",\"raw\" :true,\"suffix\":\"s\",\"stream\":false}";

            var answer = gateway.call("/v1/api/generate", "{\"model\":\"" + prefix + "/m" + rest);

            assertThat(Lanes.text(answer)).isEqualTo(reply);
            assertThat(provider.asked("/api/generate").getFirst().body()).isEqualTo("{\"model\":\"m" + rest);
            assertThat(gateway.logged(answer).at("/usage/inputTokens").asInt()).isEqualTo(7);
            assertThat(gateway.logged(answer).at("/usage/outputTokens").asInt()).isEqualTo(3);
        }
    }

    @Test
    void leavesWhatOnlyACompletionCanToProvidersThatHaveIt() {
        try (var provider = CannedProvider.start(Protocol.OPENAI_CHAT)) {
            var reply = "{\"id\":\"cmpl-1\",\"object\":\"text_completion\",\"created\":1,\"model\":\"m\",\"choices\":[{"
                    + "\"index\":0,\"text\":\"middle\",\"logprobs\":{\"tokens\":[]},\"finish_reason\":\"stop\"}],"
                    + "\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":2,\"total_tokens\":7}}";
            provider.answering("/v1/completions", "application/json", reply);
            var prefix = connect(provider);
            var rest = "\",\"prompt\":\"a\", \"suffix\":\"b\",\"logprobs\":2}";

            var answer = gateway.call("/completions", "{\"model\":\"" + prefix + "/m" + rest);

            assertThat(Lanes.text(answer)).isEqualTo(reply);
            assertThat(provider.asked("/v1/completions").getFirst().body()).isEqualTo("{\"model\":\"m" + rest);
            assertThat(gateway.logged(answer).at("/usage/outputTokens").asInt()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"suffix\":\"b\"", "\"echo\":true", "\"logprobs\":2", "\"best_of\":3"})
    void refusesElsewhereWhatOnlyACompletionCan(String field) {
        var model = lanes.model(Protocol.ANTHROPIC_MESSAGES, Behaviour.ANSWER);

        var answer = gateway.call("/v1/completions", "{\"model\":\"" + model + "\",\"prompt\":\"a\"," + field + "}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(field)
                .startsWith("\"" + Gateway.json(answer).at("/error/param").asText() + "\"");
    }

    @Test
    void aProviderWithoutTheOperationIsNotRestedForIt() {
        var model = lanes.model(Protocol.OPENAI_CHAT, Behaviour.ANSWER);

        var completion =
                gateway.call("/v1/completions", "{\"model\":\"" + model + "\",\"prompt\":\"a\",\"echo\":true}");
        HttpResponse<byte[]> chat = lanes.ask(Protocol.OPENAI_CHAT, model, false);

        assertThat(completion.statusCode()).isEqualTo(404);
        assertThat(chat.statusCode()).isEqualTo(200);
    }

    private String connect(CannedProvider provider) {
        var prefix = Gateway.unique();
        gateway.connect(provider.protocol(), provider.baseUrl(), prefix, "canned-key");
        return prefix;
    }
}
