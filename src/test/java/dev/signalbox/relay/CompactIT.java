package dev.signalbox.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.chat.Protocol;
import dev.signalbox.emulator.Behaviour;
import dev.signalbox.emulator.CannedProvider;
import dev.signalbox.gateway.Gateway;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Long conversations made short, by the provider's own operation or by a summary. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CompactIT {
    private static final String PATH = "/v1/responses/compact";
    private static final String HISTORY = "\"instructions\":\"Be.\",\"input\":[{\"type\":\"message\",\"role\":\"user\","
            + "\"content\":[{\"type\":\"input_text\",\"text\":\"Grüße\"}]},{\"type\":\"function_call\",\"call_id\":\"call_1\","
            + "\"name\":\"f\",\"arguments\":\"{}\"},{\"type\":\"function_call_output\",\"call_id\":\"call_1\",\"output\":\"ok\"},"
            + "{\"type\":\"message\",\"role\":\"assistant\",\"content\":[{\"type\":\"output_text\",\"text\":\"Done.\"}]}],"
            + "\"tools\":[{\"type\":\"function\",\"name\":\"f\",\"parameters\":{\"type\":\"object\",\"properties\":{}}}],"
            + "\"parallel_tool_calls\":true}";

    private final Gateway gateway = Gateway.running();
    private final Lanes lanes = new Lanes();

    @AfterAll
    void stop() {
        lanes.close();
    }

    @Test
    void leavesItToTheProvidersOwnOperation() {
        try (var provider = CannedProvider.start(Protocol.OPENAI_RESPONSES)) {
            var reply = "{\"id\":\"resp_1\", \"object\":\"response.compaction\",\"output\":[{\"type\":\"compaction\","
                    + "\"encrypted_content\":\"gAAA\"}],\"usage\":{\"input_tokens\":9,\"output_tokens\":4,\"total_tokens\":13}}";
            provider.answering(PATH, "application/json", reply);
            var prefix = Gateway.unique();
            gateway.connect(provider.protocol(), provider.baseUrl(), prefix, "canned-key");

            var answer = gateway.call(PATH, "{ \"model\":\"" + prefix + "/m\"," + HISTORY);

            assertThat(Lanes.text(answer)).isEqualTo(reply);
            assertThat(provider.asked(PATH).getFirst().body()).isEqualTo("{ \"model\":\"m\"," + HISTORY);
            assertThat(gateway.logged(answer).at("/usage/inputTokens").asInt()).isEqualTo(9);
            assertThat(gateway.logged(answer).at("/usage/outputTokens").asInt()).isEqualTo(4);
        }
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void asksProvidersWithoutItForASummary(Protocol provider) {
        var model = lanes.model(provider, Behaviour.ANSWER);

        var answer = gateway.call(PATH, "{\"model\":\"" + model + "\"," + HISTORY);

        assertThat(answer.statusCode()).as(Lanes.text(answer)).isEqualTo(200);
        var json = Gateway.json(answer);
        assertThat(json.path("object").asText()).isEqualTo("response.compaction");
        var output = json.path("output");
        assertThat(output.findValuesAsText("role")).containsExactly("user", "user");
        assertThat(output.findValuesAsText("text").getFirst()).isEqualTo("Grüße");
        assertThat(json.at("/usage/output_tokens").asInt()).isPositive();
        assertThat(gateway.logged(answer).at("/usage/outputTokens").asInt()).isPositive();
        var goneOn = gateway.call(
                "/v1/responses", "{\"model\":\"" + model + "\",\"input\":" + output + ",\"stream\":false}");
        assertThat(goneOn.statusCode()).as(Lanes.text(goneOn)).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void losesNothingByASummary(Protocol provider) {
        var model = lanes.model(provider, Behaviour.ANSWER);
        var body = "{\"model\":\"" + model + "\",\"input\":\"Grüße\"}";

        var answer = gateway.send(gateway.call(PATH)
                .header("x-signalbox-strict", "true")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());

        assertThat(answer.statusCode()).as(Lanes.text(answer)).isEqualTo(200);
        assertThat(answer.headers().firstValue("x-signalbox-loss")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Protocol.class,
            names = {"OPENAI_RESPONSES", "ANTHROPIC_MESSAGES"})
    void tellsAProvidersFailureInItsOwnShape(Protocol provider) {
        var answer = gateway.call(PATH, "{\"model\":\"" + lanes.model(provider, Behaviour.FAIL_400) + "\"," + HISTORY);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Gateway.json(answer).at("/error/message").asText()).contains("prompt is too long");
    }

    private static String triggered(String model, boolean stream) {
        var history = HISTORY.replace("],\"tools\"", ",{\"type\":\"compaction_trigger\"}],\"tools\"");
        return "{\"model\":\"" + model + "\",\"stream\":" + stream + ",\"store\":false," + history;
    }

    @Test
    void leavesATriggerToAProviderThatKnowsIt() {
        try (var provider = CannedProvider.start(Protocol.OPENAI_RESPONSES)) {
            var reply = "data: {\"type\":\"response.created\",\"response\":{\"id\":\"resp_1\",\"model\":\"m\"}}\n\n"
                    + "data: {\"type\":\"response.output_item.done\",\"output_index\":0,\"item\":{\"type\":\"compaction\","
                    + "\"id\":\"cmp_1\",\"encrypted_content\":\"gAAA\"}}\n\n"
                    + "data: {\"type\":\"response.completed\",\"response\":{\"id\":\"resp_1\",\"model\":\"m\",\"output\":[],"
                    + "\"usage\":{\"input_tokens\":9,\"output_tokens\":4,\"total_tokens\":13}}}\n\n";
            provider.answering("/v1/responses", "text/event-stream", reply);
            var prefix = Gateway.unique();
            gateway.connect(provider.protocol(), provider.baseUrl(), prefix, "canned-key");

            var answer = gateway.call("/v1/responses", triggered(prefix + "/m", true));

            assertThat(Lanes.text(answer)).isEqualTo(reply);
            assertThat(provider.asked("/v1/responses").getFirst().body()).isEqualTo(triggered("m", true));
            assertThat(gateway.logged(answer).at("/usage/outputTokens").asInt()).isEqualTo(4);
        }
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void answersATriggerByASummaryElsewhere(Protocol provider) {
        var model = lanes.model(provider, Behaviour.ANSWER);

        var streamed = gateway.call("/v1/responses", triggered(model, true));
        var whole = gateway.call("/v1/responses", triggered(model, false));

        assertThat(streamed.statusCode()).as(Lanes.text(streamed)).isEqualTo(200);
        var done = Lanes.text(streamed)
                .lines()
                .filter(line -> line.startsWith("data: ") && line.contains("response.output_item.done"))
                .toList();
        assertThat(done).hasSize(1);
        var item = Gateway.json(done.getFirst().substring(6)).path("item");
        assertThat(item.path("type").asText()).isEqualTo("compaction");
        assertThat(item.path("encrypted_content").asText()).isNotEmpty();
        assertThat(Lanes.text(streamed)).contains("response.completed");
        assertThat(gateway.logged(streamed).at("/usage/outputTokens").asInt()).isPositive();
        assertThat(Gateway.json(whole).path("output").findValuesAsText("type")).containsExactly("compaction");

        var goneOn = gateway.call(
                "/v1/responses",
                "{\"model\":\"" + model + "\",\"input\":[" + item + ",{\"role\":\"user\",\"content\":\"Go on.\"}],"
                        + "\"stream\":false}");

        assertThat(goneOn.statusCode()).as(Lanes.text(goneOn)).isEqualTo(200);
        var received = lanes.provider(provider).received(Lanes.bare(model)).getLast();
        assertThat(new String(received.body(), StandardCharsets.UTF_8))
                .contains("Summary of the conversation so far", "Go on.")
                .doesNotContain("encrypted_content");
    }

    @ParameterizedTest
    @EnumSource(
            value = Protocol.class,
            names = {"OPENAI_RESPONSES", "GEMINI"})
    void refusesATriggerThatIsNotTheLast(Protocol provider) {
        var model = lanes.model(provider, Behaviour.ANSWER);

        var answer = gateway.call(
                "/v1/responses",
                "{\"model\":\"" + model + "\",\"input\":[{\"type\":\"compaction_trigger\"},"
                        + "{\"role\":\"user\",\"content\":\"Hi\"}]}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Gateway.json(answer).at("/error/message").asText())
                .isEqualTo("The 'compaction_trigger' item must be the final input item.");
    }

    @Test
    void tellsThatNoSummaryCouldBeHad() {
        var model = lanes.model(Protocol.ANTHROPIC_MESSAGES, Behaviour.FAIL_429);

        var answer = gateway.call("/v1/responses", triggered(model, true));

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(Gateway.json(answer).at("/error/type").asText()).isNotEmpty();
    }

    @Test
    void refusesWhatIsNoConversation() {
        var model = lanes.model(Protocol.OPENAI_RESPONSES, Behaviour.ANSWER);

        var answer = gateway.call(PATH, "{\"model\":\"" + model + "\",\"input\":7}");
        var none = gateway.call(PATH, "{\"input\":\"Hi\"}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Gateway.json(answer).at("/error/param").asText()).isEqualTo("input");
        assertThat(none.statusCode()).isEqualTo(400);
        assertThat(Gateway.json(none).at("/error/param").asText()).isEqualTo("model");
    }
}
