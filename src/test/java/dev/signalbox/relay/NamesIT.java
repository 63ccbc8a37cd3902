package dev.signalbox.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.chat.Protocol;
import dev.signalbox.emulator.Behaviour;
import dev.signalbox.emulator.Provider;
import dev.signalbox.gateway.ClientCall;
import dev.signalbox.gateway.Gateway;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who is asked by which name: aliases and combos that lead in circles, name somebody twice, or ask for thinking. */
class NamesIT {
    private final Gateway gateway = Gateway.running();
    private final Provider provider = Provider.start(Protocol.OPENAI_CHAT);
    private final String prefix = Gateway.unique();
    private final String account = gateway.connect(provider, prefix, "provider-key-" + prefix);
    private final String model = Behaviour.ANSWER.model(Gateway.unique());

    @AfterEach
    void stop() {
        provider.close();
        gateway.manage("DELETE", "/api/providers/" + account, null, 204);
    }

    private HttpResponse<byte[]> ask(String name) {
        return gateway.call(
                "/v1/chat/completions", ClientCall.of(Protocol.OPENAI_CHAT).body(name, "Grüße", false));
    }

    private String combo(String name, List<String> models) {
        var combo = Gateway.object().put("name", name).put("strategy", "fallback");
        models.forEach(combo.putArray("models")::add);
        gateway.manage("POST", "/api/combos", combo, 201);
        return name;
    }

    private String alias(String target) {
        var name = Gateway.unique();
        gateway.manage("PUT", "/api/models/alias", Gateway.object().put(name, target), 200);
        return name;
    }

    @Test
    void whoIsNamedTwiceIsAskedOnce() {
        var failing = Behaviour.FAIL_500.model(Gateway.unique());
        var route = prefix + "/" + failing;
        var combo = combo(Gateway.unique(), List.of(route, alias(route), gateway.combo(route), route));

        var answer = ask(combo);

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.headers().firstValue("x-signalbox-attempts")).contains("1");
        assertThat(provider.received(failing)).hasSize(1);
    }

    @Test
    void combosThatLeadToEachOtherEnd() {
        var one = Gateway.unique();
        var other = Gateway.unique();
        combo(one, Collections.nCopies(50, other));
        var models = new ArrayList<>(Collections.nCopies(49, one));
        models.add(prefix + "/" + model);
        combo(other, models);

        var answer = ask(one);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(gateway.logged(answer).path("candidates")).hasSize(1);
        assertThat(provider.received(model)).hasSize(1);
    }

    @Test
    void aliasesThatLeadToEachOtherAreNoModel() {
        var one = Gateway.unique();
        var other = Gateway.unique();
        gateway.manage(
                "PUT", "/api/models/alias", Gateway.object().put(one, other).put(other, one), 200);

        assertThat(ask(one).statusCode()).isEqualTo(404);
    }

    @Test
    void aSuffixCountsWhereverANameStands() {
        var deep = alias(prefix + "/" + model + "(high)");
        var combo = gateway.combo(prefix + "/" + model + "(medium)");

        for (var name : List.of(deep, combo, deep + "(low)", prefix + "/" + model)) {
            assertThat(ask(name).statusCode()).as(name).isEqualTo(200);
        }

        assertThat(provider.received(model))
                .extracting(request -> request.json().path("reasoning_effort").asText())
                .containsExactly("high", "medium", "low", "");
    }

    @Test
    void aModelAtANodeThinksAsItsNameTells() {
        try (var messages = Provider.start(Protocol.ANTHROPIC_MESSAGES)) {
            var node = Gateway.unique();
            var held = gateway.connect(messages, node, "provider-key-" + node);
            var adaptive = Behaviour.ANSWER.model("claude-opus-4-7");
            var unheard = Behaviour.ANSWER.model("something-else");

            assertThat(ask(node + "/" + adaptive + "(high)").statusCode()).isEqualTo(200);
            assertThat(ask(node + "/" + unheard + "(high)").statusCode()).isEqualTo(200);

            var sent = messages.received(adaptive).getFirst().json();
            assertThat(sent.at("/thinking/type").asText()).isEqualTo("adaptive");
            assertThat(sent.at("/output_config/effort").asText()).isEqualTo("high");
            assertThat(messages.received(unheard)
                            .getFirst()
                            .json()
                            .at("/thinking/type")
                            .asText())
                    .isEqualTo("enabled");
            gateway.manage("DELETE", "/api/providers/" + held, null, 204);
        }
    }

    @Test
    void withoutItsAccountAProviderIsNotAskedAtAll() {
        gateway.manage("PUT", "/api/providers/" + account, Gateway.object().put("enabled", false), 200);

        assertThat(ask(prefix + "/" + model).statusCode()).isEqualTo(503);

        assertThat(provider.received(model)).isEmpty();
        gateway.manage("PUT", "/api/providers/" + account, Gateway.object().put("enabled", true), 200);
        assertThat(ask(prefix + "/" + model).statusCode()).isEqualTo(200);
    }
}
