package dev.signalbox.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.chat.Protocol;
import dev.signalbox.gateway.ClientCall;
import dev.signalbox.gateway.Gateway;
import dev.signalbox.relay.ScriptedProvider.Act;
import java.net.http.HttpResponse;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QuotaIT {
    private static final ClientCall CALL = ClientCall.of(Protocol.OPENAI_CHAT);

    private final Gateway gateway = Gateway.running();
    private final ScriptedProvider first = new ScriptedProvider();
    private final ScriptedProvider second = new ScriptedProvider();
    private final String firstPrefix = Gateway.unique();
    private final String secondPrefix = Gateway.unique();
    private final String account = gateway.connect(Protocol.OPENAI_CHAT, first.baseUrl(), firstPrefix, "key");
    private final String other = gateway.connect(Protocol.OPENAI_CHAT, second.baseUrl(), secondPrefix, "key");
    private final String combo = gateway.combo(firstPrefix + "/m", secondPrefix + "/m");

    @AfterEach
    void close() {
        first.close();
        second.close();
    }

    private HttpResponse<byte[]> ask(String model) {
        return gateway.call(CALL.path(model, false), CALL.body(model, "Hello", false));
    }

    private JsonNode quota(String id) {
        return gateway.manage("GET", "/api/usage/" + id, null, 200);
    }

    @Test
    void unknownIsNotZero() {
        assertThat(quota(account).path("known").asBoolean()).isFalse();
        ask(combo);
        assertThat(quota(account).path("windows")).isEmpty();
        gateway.manage("GET", "/api/usage/00000000-0000-4000-8000-000000000000", null, 404);
    }

    @Test
    void hearsFromHeadersSkipsWhoIsUsedUpAndSaysWhy() {
        first.act(Act.LAST_ANSWER);
        assertThat(ask(combo).statusCode()).isEqualTo(200);
        var window = quota(account).at("/windows/0");
        assertThat(window.path("name").asText()).isEqualTo("requests");
        assertThat(window.path("source").asText()).isEqualTo("headers");
        assertThat(window.path("limit").asLong()).isEqualTo(1000);
        assertThat(window.path("remaining").asLong()).isZero();

        var answer = ask(combo);
        assertThat(answer.headers().firstValue("x-signalbox-route")).hasValue(secondPrefix + "/m");
        assertThat(answer.headers().firstValue("x-signalbox-attempts")).hasValue("1");
        assertThat(first.calls()).as("no call to find out").isEqualTo(1);
        var candidates = gateway.logged(answer).path("candidates");
        assertThat(candidates).hasSize(2);
        assertThat(candidates.at("/0/decision").asText()).isEqualTo("chosen");
        assertThat(candidates.at("/0/accountId").asText()).isEqualTo(other);
        assertThat(candidates.at("/1/decision").asText()).isEqualTo("skipped");
        assertThat(candidates.at("/1/reason").asText()).startsWith("window requests is used up, resets in 59 min");

        var refused = ask(firstPrefix + "/m");
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValueAsLong("retry-after").orElse(0)).isBetween(3400L, 3600L);

        first.act(Act.ANSWER);
        gateway.manage("DELETE", "/api/cooldowns/" + account, null, 204);
        assertThat(ask(combo).headers().firstValue("x-signalbox-route")).hasValue(firstPrefix + "/m");
    }

    /** The window must not start anew while the test counts. */
    private static String halfADayFromNow() {
        return LocalTime.now(ZoneId.of("Europe/Berlin"))
                .plusHours(12)
                .truncatedTo(ChronoUnit.MINUTES)
                .toString();
    }

    @Test
    void learnsFromARefusalThatNamesItsEnd() {
        first.act(Act.LIMITED);
        assertThat(ask(combo).statusCode()).isEqualTo(200);
        var window = quota(account).at("/windows/0");
        assertThat(window.path("source").asText()).isEqualTo("learned");
        assertThat(window.path("usedShare").asDouble()).isEqualTo(1);
        assertThat(window.path("resetsAt").asText()).isNotEmpty();
    }

    @Test
    void countsAgainstADeclaredWindowWhatWasUsedBeforeAndAfter() {
        ask(combo);
        var declared = gateway.manage(
                "POST",
                "/api/usage/" + account + "/windows",
                Gateway.object()
                        .put("name", "monthly")
                        .put("unit", "tokens")
                        .put("limit", 250)
                        .put("period", "days")
                        .put("resetTime", halfADayFromNow())
                        .put("zone", "Europe/Berlin"),
                201);
        assertThat(quota(account).at("/windows/0/used").asLong())
                .as("from the ledger")
                .isEqualTo(110);
        ask(combo);
        assertThat(quota(account).at("/windows/0/used").asLong()).isEqualTo(220);
        assertThat(quota(account).at("/windows/0/id").asText())
                .isEqualTo(declared.path("id").asText());
        ask(combo);
        assertThat(quota(account).at("/windows/0/remaining").asLong()).isZero();
        assertThat(ask(combo).headers().firstValue("x-signalbox-route")).hasValue(secondPrefix + "/m");

        var path = "/api/usage/" + account + "/windows/" + declared.path("id").asText();
        gateway.manage("PUT", path, Gateway.object().put("limit", 1000), 200);
        assertThat(quota(account).at("/windows/0/remaining").asLong()).isEqualTo(670);
        assertThat(ask(combo).headers().firstValue("x-signalbox-route")).hasValue(firstPrefix + "/m");
        gateway.manage("PUT", path, Gateway.object().put("zone", "Mars/Olympus"), 422);
        gateway.manage("DELETE", path, null, 204);
        gateway.manage("DELETE", path, null, 404);
        assertThat(quota(account).path("known").asBoolean()).isFalse();
    }
}
