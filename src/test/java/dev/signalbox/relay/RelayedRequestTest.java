package dev.signalbox.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.access.Caller;
import dev.signalbox.catalog.AuthScheme;
import dev.signalbox.chat.ModelProfile;
import dev.signalbox.chat.Protocol;
import dev.signalbox.routing.AccountStrategy;
import dev.signalbox.routing.Candidate;
import dev.signalbox.routing.Rank;
import dev.signalbox.routing.Route;
import dev.signalbox.upstream.Operation;
import dev.signalbox.wire.RequestHead;
import dev.signalbox.wire.StreamForm;
import dev.signalbox.wire.TestCodecs;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RelayedRequestTest {
    private static final byte[] BODY = "{\"model\":\"cc/m\",\"messages\":[]}".getBytes(StandardCharsets.UTF_8);

    private static Candidate candidate(Map<String, String> own, Set<String> relayed) {
        return new Candidate(
                "claude",
                "cc",
                Protocol.ANTHROPIC_MESSAGES,
                URI.create("https://claude.example/v1"),
                AuthScheme.BEARER,
                own,
                relayed,
                ModelProfile.unknown("m"),
                null);
    }

    private static Map<String, String> sent(Candidate candidate, Operation operation, Map<String, String> asked) {
        var exchange = new Exchange(
                "req_1",
                TestCodecs.client(Protocol.ANTHROPIC_MESSAGES),
                Caller.LOCAL,
                BODY,
                "",
                false,
                StreamForm.SSE,
                asked,
                false,
                Instant.EPOCH,
                Presence.unwatched());
        var route = new Route("cc/m", List.of(new Rank(List.of(candidate), AccountStrategy.PRIORITY)));
        var request = new RelayedRequest(exchange, RequestHead.of(BODY), route, false, null);
        return request.call(candidate, operation, request.bodyFor(candidate)).headers();
    }

    @Test
    void addsTheClientsWishesToWhatASubscriptionCannotDoWithout() {
        var candidate =
                candidate(Map.of("anthropic-beta", "oauth-2025-04-20,claude-code-20250219"), Set.of("anthropic-beta"));

        var sent = sent(
                candidate,
                Operation.STREAM,
                Map.of("anthropic-beta", "context-1m-2025-08-07, oauth-2025-04-20,,files-api-2025-04-14"));

        assertThat(sent.get("anthropic-beta"))
                .isEqualTo("context-1m-2025-08-07,oauth-2025-04-20,files-api-2025-04-14,claude-code-20250219");
    }

    @Test
    void sendsItsOwnWhereTheClientAsksForNothing() {
        var candidate = candidate(Map.of("Anthropic-Beta", "oauth-2025-04-20"), Set.of("anthropic-beta"));

        assertThat(sent(candidate, Operation.GENERATE, Map.of()))
                .containsEntry("anthropic-beta", "oauth-2025-04-20")
                .hasSize(2);
    }

    @Test
    void letsTheClientChooseWhereThereIsOneValueOnly() {
        var candidate = candidate(
                Map.of("anthropic-version", "2023-06-01", "user-agent", "signalbox"), Set.of("anthropic-version"));

        var sent = sent(
                candidate,
                Operation.GENERATE,
                Map.of("anthropic-version", "2024-01-01", "user-agent", "curl/8", "anthropic-beta", "b"));

        assertThat(sent)
                .containsEntry("anthropic-version", "2024-01-01")
                .containsEntry("user-agent", "signalbox")
                .doesNotContainKey("anthropic-beta");
    }

    @Test
    void passesAWishOnAsItIsWhereThereIsNothingToAdd() {
        var sent = sent(
                candidate(Map.of(), Set.of("anthropic-beta")), Operation.GENERATE, Map.of("anthropic-beta", "a, b"));

        assertThat(sent).containsEntry("anthropic-beta", "a, b");
    }

    @Test
    void saysWhatItReadsItself() {
        var candidate = candidate(Map.of("accept", "x"), Set.of("accept"));
        var asked = Map.of("accept", "text/html");

        assertThat(sent(candidate, Operation.STREAM, asked))
                .containsEntry("accept", "text/event-stream, application/json");
        assertThat(sent(candidate, Operation.GENERATE, asked)).containsEntry("accept", "application/json");
    }
}
