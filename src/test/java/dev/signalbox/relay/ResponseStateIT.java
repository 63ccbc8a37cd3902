package dev.signalbox.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.chat.Protocol;
import dev.signalbox.emulator.Behaviour;
import dev.signalbox.gateway.Gateway;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Responses clients that leave the conversation with the server, at providers that keep none. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ResponseStateIT {
    private final Gateway gateway = Gateway.running();
    private final Lanes lanes = new Lanes();

    @AfterAll
    void stop() {
        lanes.close();
    }

    @ParameterizedTest
    @EnumSource(value = Protocol.class, mode = EnumSource.Mode.EXCLUDE, names = "OPENAI_RESPONSES")
    void goesOnFromAResponse(Protocol provider) {
        var model = lanes.model(provider, Behaviour.ANSWER);
        var first = Gateway.json(ask(model, "\"input\":\"Remember apples\""));
        var id = first.path("id").asText();

        var second = ask(model, "\"input\":\"And now?\",\"previous_response_id\":\"" + id + "\"");
        var third = ask(
                model,
                "\"input\":\"Third\",\"previous_response_id\":\""
                        + Gateway.json(second).path("id").asText() + "\"");

        assertThat(first.path("store").asBoolean()).isTrue();
        assertThat(second.statusCode()).as(Lanes.text(second)).isEqualTo(200);
        assertThat(second.headers().firstValue("x-signalbox-loss")).isEmpty();
        assertThat(Gateway.json(second).path("previous_response_id").asText()).isEqualTo(id);
        assertThat(third.statusCode()).isEqualTo(200);
        var received = lanes.provider(provider).received(Lanes.bare(model));
        assertThat(new String(received.get(1).body(), StandardCharsets.UTF_8))
                .contains("Remember apples", "System: ", "And now?");
        assertThat(new String(received.get(2).body(), StandardCharsets.UTF_8))
                .contains("Remember apples", "And now?", "Third");
    }

    @Test
    void goesOnFromAStream() {
        var model = lanes.model(Protocol.ANTHROPIC_MESSAGES, Behaviour.ANSWER);
        var stream = Lanes.text(ask(model, "\"input\":\"Remember pears\",\"stream\":true"));
        var last = stream.lines().filter(l -> l.contains("response.completed") && l.startsWith("data:"));
        var id = Gateway.json(last.findFirst().orElseThrow().substring(5))
                .at("/response/id")
                .asText();

        var second = ask(model, "\"input\":\"Second\",\"stream\":true,\"previous_response_id\":\"" + id + "\"");

        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(new String(
                        lanes.provider(Protocol.ANTHROPIC_MESSAGES)
                                .received(Lanes.bare(model))
                                .get(1)
                                .body(),
                        StandardCharsets.UTF_8))
                .contains("Remember pears");
    }

    /** As some libraries do by themselves: what the model said is named, what the user says is told. */
    @ParameterizedTest
    @EnumSource(Protocol.class)
    void putsItemsInPlaceOfTheirIds(Protocol provider) {
        var elsewhere = lanes.model(Protocol.OPENAI_CHAT, Behaviour.ANSWER);
        var first = Gateway.json(ask(elsewhere, "\"input\":\"Remember figs\""));
        var item = first.at("/output/0");
        var model = lanes.model(provider, Behaviour.ANSWER);

        var second = ask(model, """
                "input":[{"role":"user","content":"Remember figs"},{"type":"item_reference","id":"%s"},
                         {"type":"item_reference","id":"rs_unknown"},{"role":"user","content":"And now?"}]
                """.formatted(item.path("id").asText()));

        assertThat(second.statusCode()).as(Lanes.text(second)).isEqualTo(200);
        var received = lanes.provider(provider).received(Lanes.bare(model)).getFirst();
        assertThat(new String(received.body(), StandardCharsets.UTF_8))
                .contains("System:  User: Remember figs", "And now?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"input\":[{\"type\":\"item_reference\",\"id\":\"msg_unknown\"}]",
                "\"input\":\"x\",\"conversation\":\"conv_unknown\"",
                "\"prompt\":{\"id\":\"pmpt_unknown\"}"
            })
    void refusesWhatOnlyAnotherProviderKnows(String fields) {
        var refused = ask(lanes.model(Protocol.GEMINI, Behaviour.ANSWER), fields);

        assertThat(refused.statusCode()).as(Lanes.text(refused)).isEqualTo(404);
        assertThat(Gateway.json(refused).at("/error/type").asText()).isEqualTo("invalid_request_error");
    }

    @Test
    void passesAnIdThatIsTheProvidersOwnAndPutsOursInFull() {
        var elsewhere = lanes.model(Protocol.GEMINI, Behaviour.ANSWER);
        var same = lanes.model(Protocol.OPENAI_RESPONSES, Behaviour.ANSWER);
        var ours = Gateway.json(ask(elsewhere, "\"input\":\"Remember plums\""))
                .path("id")
                .asText();

        var theirs = ask(same, "\"input\":\"x\",\"previous_response_id\":\"resp_of_the_provider\"");
        var continued = ask(same, "\"input\":\"y\",\"previous_response_id\":\"" + ours + "\"");

        assertThat(theirs.statusCode()).isEqualTo(200);
        assertThat(continued.statusCode()).as(Lanes.text(continued)).isEqualTo(200);
        var received = lanes.provider(Protocol.OPENAI_RESPONSES).received(Lanes.bare(same));
        assertThat(received.get(0).json().path("previous_response_id").asText()).isEqualTo("resp_of_the_provider");
        assertThat(received.get(1).json().has("previous_response_id")).isFalse();
        assertThat(received.get(1).json().toString()).contains("Remember plums");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"store\":false", "\"store\":true"})
    void keepsWhatTheClientWantsKept(String store) {
        var model = lanes.model(Protocol.OLLAMA, Behaviour.ANSWER);
        boolean kept = store.endsWith("true");

        var answer = ask(model, "\"input\":\"z\"," + store);
        var id = Gateway.json(answer).path("id").asText();

        assertThat(Gateway.json(answer).path("store").asBoolean()).isEqualTo(kept);
        assertThat(answer.headers().firstValue("x-signalbox-loss")).isEmpty();
        assertThat(get("/v1/responses/" + id).statusCode()).isEqualTo(kept ? 200 : 404);
    }

    @Test
    void handsOutListsAndForgets() {
        var model = lanes.model(Protocol.OPENAI_CHAT, Behaviour.ANSWER);
        var first = Gateway.json(ask(model, "\"input\":\"one\""));
        var second = Gateway.json(ask(
                model,
                "\"input\":\"two\",\"previous_response_id\":\""
                        + first.path("id").asText() + "\""));
        var path = "/v1/responses/" + second.path("id").asText();

        assertThat(Gateway.json(get(path))).isEqualTo(second);
        var items = Gateway.json(get(path + "/input_items?order=asc"));
        assertThat(items.path("data")).hasSize(3);
        assertThat(items.at("/data/0/content/0/text").asText()).isEqualTo("one");
        assertThat(items.at("/data/2/content/0/text").asText()).isEqualTo("two");
        assertThat(items.path("data"))
                .allSatisfy(i -> assertThat(i.path("id").asText()).isNotEmpty());
        var page = Gateway.json(get(path + "/input_items?limit=1"));
        assertThat(page.at("/data/0/content/0/text").asText()).isEqualTo("two");
        assertThat(page.path("has_more").asBoolean()).isTrue();

        var deleted = send(gateway.call(path).DELETE());
        assertThat(Gateway.json(deleted).path("deleted").asBoolean()).isTrue();
        assertThat(get(path).statusCode()).isEqualTo(404);
        assertNotFound(ask(model, "\"input\":\"x\",\"previous_response_id\":" + second.path("id")));
    }

    @Test
    void showsNobodyTheResponsesOfAnother() {
        var model = lanes.model(Protocol.OPENAI_CHAT, Behaviour.ANSWER);
        var id = Gateway.json(ask(model, "\"input\":\"mine\"")).path("id").asText();
        var other = gateway.newKey(Gateway.unique());

        var seen = send(gateway.call("/v1/responses/" + id)
                .setHeader("Authorization", "Bearer " + other)
                .GET());
        var used = send(gateway.call("/v1/responses")
                .setHeader("Authorization", "Bearer " + other)
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"model\":\"" + model + "\",\"input\":\"x\",\"previous_response_id\":\"" + id + "\"}")));

        assertThat(seen.statusCode()).isEqualTo(404);
        assertNotFound(used);
    }

    private static void assertNotFound(HttpResponse<byte[]> answer) {
        JsonNode error = Gateway.json(answer).path("error");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(error.path("code").asText()).isEqualTo("previous_response_not_found");
        assertThat(error.path("param").asText()).isEqualTo("previous_response_id");
    }

    private HttpResponse<byte[]> ask(String model, String fields) {
        return gateway.call("/v1/responses", "{\"model\":\"" + model + "\"," + fields + "}");
    }

    private HttpResponse<byte[]> get(String path) {
        return send(gateway.call(path).GET());
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) {
        return gateway.send(request.build());
    }
}
