package dev.signalbox.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.chat.Protocol;
import dev.signalbox.emulator.Behaviour;
import dev.signalbox.emulator.Provider;
import dev.signalbox.emulator.Vendor;
import dev.signalbox.gateway.ClientCall;
import dev.signalbox.gateway.Gateway;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Every client protocol through every dialect, against emulators that refuse what the vendor would refuse. */
class DialectsIT {
    private static final boolean[] FORMS = {false, true};

    private final Gateway gateway = Gateway.running();

    /** One vendor with one account, for as long as a test needs it. */
    private record Connected(Gateway gateway, Vendor vendor, Provider provider, String account) {
        String model(Behaviour behaviour, String suffix) {
            return vendor.provider() + "/" + vendor.model(behaviour, suffix);
        }

        List<dev.signalbox.emulator.Received> received(Behaviour behaviour, String suffix) {
            return provider.received(behaviour.model(suffix));
        }
    }

    private void with(Vendor vendor, Consumer<Connected> test) {
        gateway.disconnect(vendor.provider()); // what other tests signed in there would be asked as well
        try (var provider = Provider.start(vendor)) {
            var details = Gateway.object();
            vendor.details(provider.root()).forEach(details::put);
            var account = Gateway.object()
                    .put("provider", vendor.provider())
                    .put("name", vendor.name())
                    .put("apiKey", Vendor.KEY);
            account.set("details", details);
            var id = gateway.manage("POST", "/api/providers", account, 201)
                    .path("id")
                    .asText();
            try {
                test.accept(new Connected(gateway, vendor, provider, id));
            } finally {
                gateway.manage("DELETE", "/api/providers/" + id, null, 204);
            }
        }
    }

    private static List<Protocol> clients(Vendor vendor) {
        return Arrays.stream(Protocol.values()).filter(vendor::serves).toList();
    }

    private HttpResponse<byte[]> call(Protocol client, String model, boolean stream, String body) {
        return gateway.call(ClientCall.of(client).path(model, stream), body);
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @EnumSource
    void carriesTextBothWays(Vendor vendor) {
        with(vendor, connected -> {
            for (var client : clients(vendor)) {
                for (var stream : FORMS) {
                    var suffix = Gateway.unique();
                    var model = connected.model(Behaviour.ANSWER, suffix);
                    var body = ClientCall.of(client).body(model, "Grüße", stream);

                    var answer = call(client, model, stream, body);

                    assertThat(answer.statusCode())
                            .as("%s, stream %s: %s", client, stream, text(answer))
                            .isEqualTo(200);
                    assertThat(text(answer)).as("%s, stream %s", client, stream).contains("Grüße", "日本");
                    assertThat(connected.received(Behaviour.ANSWER, suffix)).hasSize(1);
                    var logged = gateway.logged(answer);
                    assertThat(logged.path("status").asText()).isEqualTo("succeeded");
                    assertThat(logged.at("/usage/outputTokens").asLong()).isPositive();
                }
            }
        });
    }

    /** Also where the catalogue does not list the model. */
    @ParameterizedTest
    @EnumSource
    void testsAnAccountWhereItsRequestsGo(Vendor vendor) {
        with(vendor, connected -> {
            var suffix = Gateway.unique();
            var model = connected.model(Behaviour.ANSWER, suffix);
            var bare = URLEncoder.encode(model.substring(model.indexOf('/') + 1), StandardCharsets.UTF_8);

            var tried =
                    gateway.manage("POST", "/api/providers/" + connected.account() + "/test?model=" + bare, null, 200);

            assertThat(tried.path("ok").asBoolean()).as("%s", tried).isTrue();
            assertThat(connected.received(Behaviour.ANSWER, suffix)).hasSize(1);
        });
    }

    @ParameterizedTest
    @EnumSource
    void carriesToolsBothWays(Vendor vendor) {
        with(vendor, connected -> {
            for (var client : clients(vendor)) {
                for (var stream : FORMS) {
                    var suffix = Gateway.unique();
                    var model = connected.model(Behaviour.ANSWER, suffix);

                    var called = call(client, model, stream, ToolTurns.question(client, model, stream));
                    var told = call(client, model, stream, ToolTurns.result(client, model, stream));

                    assertThat(called.statusCode())
                            .as("%s, stream %s: %s", client, stream, text(called))
                            .isEqualTo(200);
                    assertThat(text(called)).contains("get_weather");
                    if (!stream) {
                        assertThat(text(called)).contains("Köln");
                    }
                    assertThat(told.statusCode())
                            .as("%s, stream %s: %s", client, stream, text(told))
                            .isEqualTo(200);
                    assertThat(text(told)).contains("21 degrees");
                    assertThat(connected.received(Behaviour.ANSWER, suffix)).hasSize(2);
                }
            }
        });
    }

    @ParameterizedTest
    @EnumSource(
            value = Vendor.class,
            names = {
                "CODE_ASSIST",
                "CODEX",
                "COPILOT_CHAT",
                "KIRO",
                "BEDROCK_SIGNED",
                "BEDROCK_CONVERSE",
                "VERTEX_ANTHROPIC",
                "AZURE_V1"
            })
    void tellsTheVendorsFailuresApart(Vendor vendor) {
        for (var stream : FORMS) {
            failure(vendor, Behaviour.FAIL_400, stream, 400, "client_fault");
            failure(vendor, Behaviour.FAIL_401, stream, 401, "unauthorized");
            failure(vendor, Behaviour.FAIL_500, stream, 500, "overloaded");
            failure(
                    vendor,
                    Behaviour.FAIL_429,
                    stream,
                    429,
                    vendor == Vendor.CODEX ? "quota_exhausted" : "rate_limited");
        }
    }

    private void failure(Vendor vendor, Behaviour behaviour, boolean stream, int status, String kind) {
        with(vendor, connected -> {
            var model = connected.model(behaviour, Gateway.unique());

            var answer = call(
                    Protocol.ANTHROPIC_MESSAGES,
                    model,
                    stream,
                    ClientCall.of(Protocol.ANTHROPIC_MESSAGES).body(model, "Hello", stream));

            assertThat(answer.statusCode())
                    .as("%s by %s: %s", behaviour, vendor, text(answer))
                    .isEqualTo(status);
            assertThat(ClientCall.of(Protocol.ANTHROPIC_MESSAGES).failure(Gateway.json(answer), status))
                    .isNotEmpty();
            assertThat(gateway.logged(answer).at("/attempts/0/failure").asText())
                    .isEqualToIgnoringCase(kind);
        });
    }

    @ParameterizedTest
    @EnumSource(
            value = Vendor.class,
            names = {
                "CODE_ASSIST",
                "CODEX",
                "KIRO",
                "BEDROCK_SIGNED",
                "BEDROCK_CONVERSE",
                "VERTEX_GEMINI",
                "AZURE_DATED"
            })
    void endsWithAnErrorWhereTheVendorBreaksOff(Vendor vendor) {
        with(vendor, connected -> {
            var model = connected.model(Behaviour.CUT_LATE, Gateway.unique());
            for (var client : clients(vendor)) {
                var answer = call(client, model, true, ClientCall.of(client).body(model, "Hello", true));

                assertThat(answer.statusCode()).as("%s", client).isEqualTo(200);
                assertThat(ClientCall.of(client).endsInFailure(text(answer)))
                        .as("%s to %s ends %s", client, vendor, text(answer))
                        .isTrue();
            }
        });
    }

    /** An exception instead of the next event, and a sum that is not that of what arrived. */
    @ParameterizedTest
    @CsvSource({
        "KIRO, ERROR_EVENT",
        "BEDROCK_CONVERSE, ERROR_EVENT",
        "KIRO, DAMAGED",
        "BEDROCK_SIGNED, DAMAGED",
        "BEDROCK_CONVERSE, DAMAGED",
    })
    void endsWithAnErrorWhereTheEventStreamOfAwsFails(Vendor vendor, Behaviour behaviour) {
        with(vendor, connected -> {
            var model = connected.model(behaviour, Gateway.unique());
            for (var client : clients(vendor)) {
                var answer = call(client, model, true, ClientCall.of(client).body(model, "Hello", true));

                assertThat(ClientCall.of(client).endsInFailure(text(answer)))
                        .as("%s to %s ends %s", client, vendor, text(answer))
                        .isTrue();
                assertThat(gateway.logged(answer).path("status").asText()).isEqualTo("failed");
            }
        });
    }

    @Test
    void leavesTheBytesWithinTheEnvelopeAlone() {
        with(Vendor.CODE_ASSIST, connected -> {
            for (var stream : FORMS) {
                var suffix = Gateway.unique();
                var model = connected.model(Behaviour.ANSWER, suffix);
                var body = ClientCall.of(Protocol.GEMINI).body(model, "Grüße", stream);

                var answer = call(Protocol.GEMINI, model, stream, body);

                var received = connected.received(Behaviour.ANSWER, suffix).getFirst();
                assertThat(new String(received.body(), StandardCharsets.UTF_8)).contains("\"request\":" + body + "}");
                assertThat(text(answer)).doesNotContain("traceId");
                var sent = new String(received.outcome().sent(), StandardCharsets.UTF_8);
                for (var line : text(answer).lines().filter(l -> !l.isEmpty()).toList()) {
                    assertThat(sent)
                            .contains(line.replaceFirst("^data: ", "{\"response\":")
                                    .replaceFirst("^data: ", ""));
                }
            }
        });
    }

    @Test
    void namesWhatCodexDoesNotTake() {
        with(Vendor.CODEX, connected -> {
            var model = connected.model(Behaviour.ANSWER, Gateway.unique());
            var body =
                    "{\"model\":\"" + model + "\",\"input\":\"Hello\",\"max_output_tokens\":100,\"temperature\":0.5}";
            var chat = "{\"model\":\"" + model
                    + "\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}],\"max_tokens\":100}";

            var same = call(Protocol.OPENAI_RESPONSES, model, false, body);
            var translated = call(Protocol.OPENAI_CHAT, model, false, chat);
            var strict = gateway.send(gateway.call("/v1/responses")
                    .header("x-signalbox-strict", "true")
                    .POST(java.net.http.HttpRequest.BodyPublishers.ofString(body))
                    .build());

            assertThat(same.statusCode()).as(text(same)).isEqualTo(200);
            assertThat(same.headers().firstValue("x-signalbox-loss")).hasValue("max_output_tokens,temperature");
            assertThat(translated.headers().firstValue("x-signalbox-loss")).hasValue("max_tokens");
            assertThat(strict.statusCode()).isEqualTo(400);
            assertThat(text(strict)).contains("max_output_tokens");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "azure, {}, resource",
        "azure, '{\"resource\":\"not a name!\"}', resource",
        "azure, '{\"resource\":\"mine\",\"apiVersion\":\"yesterday\"}', apiVersion",
        "bedrock, '{\"region\":\"Frankfurt\"}', region",
        "codex, '{\"flavour\":\"x\"}', flavour",
        "kiro, '{\"endpoint\":\"http://169.254.169.254\"}', endpoint",
        "openai, '{\"region\":\"x\"}', region",
    })
    void saysWhichDetailIsWrong(String provider, String details, String named) {
        var account = Gateway.object().put("provider", provider).put("apiKey", Vendor.KEY);
        account.set("details", Gateway.json(details));

        var problem = gateway.manage("POST", "/api/providers", account, 422);

        assertThat(problem.toString()).contains("details." + named);
    }
}
