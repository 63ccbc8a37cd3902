package dev.signalbox.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.chat.Protocol;
import dev.signalbox.gateway.ClientCall;
import dev.signalbox.gateway.Gateway;
import dev.signalbox.relay.ScriptedProvider.Act;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Subscription, cheap, free: the client notices nothing of what befalls them. The property {@code signalbox.tiers.requests}
 * says how many requests are sent; 10,000 are the full size.
 */
class ThreeTiersIT {
    private static final int REQUESTS = Integer.getInteger("signalbox.tiers.requests", 660);
    private static final int AT_ONCE = 8;
    private static final List<Protocol> CLIENTS =
            List.of(Protocol.OPENAI_CHAT, Protocol.ANTHROPIC_MESSAGES, Protocol.OPENAI_RESPONSES, Protocol.OLLAMA);

    /** What the three do, phase after phase; the first that answers is the right one. */
    private static final List<List<Act>> SCRIPT = List.of(
            List.of(Act.ANSWER, Act.ANSWER, Act.ANSWER),
            List.of(Act.LIMITED, Act.ANSWER, Act.ANSWER),
            List.of(Act.ANSWER, Act.BROKEN, Act.ANSWER),
            List.of(Act.BROKEN, Act.ANSWER, Act.ANSWER),
            List.of(Act.LIMITED, Act.LIMITED, Act.ANSWER),
            List.of(Act.CUT, Act.ANSWER, Act.CUT),
            List.of(Act.BUSY, Act.CUT, Act.ANSWER),
            List.of(Act.LAST_ANSWER, Act.ANSWER, Act.BROKEN),
            List.of(Act.GARBAGE, Act.BROKEN, Act.ANSWER),
            List.of(Act.BUSY, Act.ANSWER, Act.LIMITED),
            List.of(Act.ANSWER, Act.LIMITED, Act.CUT));

    private final Gateway gateway = Gateway.running();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    private final List<ScriptedProvider> tiers =
            List.of(new ScriptedProvider(), new ScriptedProvider(), new ScriptedProvider());
    private final List<String> accounts = new ArrayList<>();
    private final List<String> routes = new ArrayList<>();
    private String combo;

    @BeforeEach
    void connect() {
        for (var tier : tiers) {
            var prefix = Gateway.unique();
            accounts.add(gateway.connect(Protocol.OPENAI_CHAT, tier.baseUrl(), prefix, "key-" + prefix));
            routes.add(prefix + "/m");
        }
        combo = gateway.combo(routes.toArray(String[]::new));
    }

    @AfterEach
    void close() {
        threads.shutdownNow();
        client.close();
        tiers.forEach(ScriptedProvider::close);
    }

    @Test
    @Timeout(value = 30, unit = TimeUnit.MINUTES)
    void theClientNoticesNothingAndEachRequestIsAnsweredByTheRightTier() throws Exception {
        int each = REQUESTS / SCRIPT.size();
        int sent = 0;
        for (var phase : SCRIPT) {
            begin(phase);
            sent += phase(phase, each);
        }
        assertThat(sent).isEqualTo(each * SCRIPT.size());
        assertThat(tiers.stream().mapToInt(ScriptedProvider::served).sum())
                .as("answers that were bought")
                .isEqualTo(sent);
        for (int i = 0; i < tiers.size(); i++) {
            ledgerIsExact(i);
        }
    }

    /** A new phase begins with a clean slate, as if time had passed. */
    private void begin(List<Act> phase) {
        for (int i = 0; i < tiers.size(); i++) {
            tiers.get(i).act(phase.get(i));
            gateway.tryManage("DELETE", "/api/cooldowns/" + accounts.get(i));
        }
    }

    private int phase(List<Act> phase, int count) throws InterruptedException, ExecutionException {
        int right = rightTier(phase);
        if (phase.get(right) == Act.LAST_ANSWER) {
            expect(phase, ask(0), right);
            return 1 + send(phase, count - 1, right + 1, right);
        }
        return send(phase, count, right, -1);
    }

    private static int rightTier(List<Act> phase) {
        for (int i = 0; i < phase.size(); i++) {
            if (phase.get(i) == Act.ANSWER || phase.get(i) == Act.LAST_ANSWER) {
                return i;
            }
        }
        throw new IllegalArgumentException("nobody answers");
    }

    /** Sends several at once; {@code usedUp} is the tier that must not be called at all, -1 for none. */
    private int send(List<Act> phase, int count, int right, int usedUp)
            throws InterruptedException, ExecutionException {
        int before = usedUp < 0 ? 0 : tiers.get(usedUp).calls();
        var calls = new ArrayList<Callable<HttpResponse<byte[]>>>();
        for (int i = 0; i < count; i++) {
            int number = i;
            calls.add(() -> ask(number));
        }
        for (Future<HttpResponse<byte[]>> answer : threads.invokeAll(calls)) {
            expect(phase, answer.get(), right);
        }
        if (usedUp >= 0) {
            assertThat(tiers.get(usedUp).calls()).as("skipped without a call").isEqualTo(before);
        }
        return count;
    }

    private HttpResponse<byte[]> ask(int number) {
        var protocol = CLIENTS.get(number % CLIENTS.size());
        boolean stream = number / CLIENTS.size() % 2 == 0;
        var call = ClientCall.of(protocol);
        var request = gateway.call(call.path(combo, stream))
                .POST(BodyPublishers.ofString(call.body(combo, "question " + number, stream)));
        try {
            return client.send(request.build(), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void expect(List<Act> phase, HttpResponse<byte[]> answer, int right) {
        var text = Lanes.text(answer);
        assertThat(answer.statusCode()).as("%s: %s", phase, text).isEqualTo(200);
        assertThat(text).contains("done");
        assertThat(answer.headers().firstValue("x-signalbox-route"))
                .as("%s", phase)
                .hasValue(routes.get(right));
    }

    private void ledgerIsExact(int tier) {
        var spent = gateway.manage("GET", "/api/usage/history?groupBy=account", null, 200)
                .path("items")
                .valueStream()
                .filter(one -> one.path("group").asText().equals(accounts.get(tier)))
                .findFirst()
                .orElseThrow()
                .path("totals");
        long served = tiers.get(tier).served();
        assertThat(spent.path("requests").asLong()).isEqualTo(served);
        assertThat(spent.path("failed").asLong()).isZero();
        assertThat(spent.path("inputTokens").asLong()).isEqualTo(served * ScriptedProvider.PROMPT);
        assertThat(spent.path("outputTokens").asLong()).isEqualTo(served * ScriptedProvider.COMPLETION);
    }
}
