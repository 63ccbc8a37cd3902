package dev.signalbox.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.chat.Protocol;
import dev.signalbox.emulator.SilentProvider;
import dev.signalbox.gateway.ClientCall;
import dev.signalbox.gateway.Gateway;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Providers that fall silent for longer than the idle timeout; all are asked at once, so that it passes only once. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@EnabledIfSystemProperty(
        named = "signalbox.idle-timeout",
        matches = "\\d{1,2}",
        disabledReason = "the server waits too long")
class StallIT {
    private final Gateway gateway = Gateway.running();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<SilentProvider> providers = new ArrayList<>();
    private final List<CompletableFuture<Stalled>> streams = new ArrayList<>();
    private final List<CompletableFuture<Stalled>> wholes = new ArrayList<>();
    private final List<CompletableFuture<Stalled>> mute = new ArrayList<>();

    /** Who asked whom, and what came back. */
    private record Stalled(Protocol client, Protocol provider, HttpResponse<byte[]> answer) {
        @Override
        public String toString() {
            return client + " at " + provider + ": " + answer.statusCode() + " " + Lanes.text(answer);
        }
    }

    @BeforeAll
    void askAllAtOnce() {
        for (var protocol : Protocol.values()) {
            var provider = start(protocol, true);
            for (var client : Protocol.values()) {
                streams.add(asked(client, provider, true));
            }
            wholes.add(asked(Protocol.ANTHROPIC_MESSAGES, provider, false));
        }
        var silent = start(Protocol.OPENAI_CHAT, false);
        for (var client : Protocol.values()) {
            mute.add(asked(client, silent, true));
            mute.add(asked(client, silent, false));
        }
    }

    private SilentProvider start(Protocol protocol, boolean firstWord) {
        var provider = SilentProvider.start(protocol, firstWord);
        providers.add(provider);
        return provider;
    }

    @AfterAll
    void stop() {
        threads.close();
        providers.forEach(SilentProvider::close);
    }

    @Test
    void endsAStreamWithAnErrorOfTheClientsProtocol() {
        for (var stalled : answers(streams)) {
            assertThat(stalled.answer().statusCode()).as("%s", stalled).isEqualTo(200);
            assertThat(Lanes.text(stalled.answer())).as("%s", stalled).contains("word0", "fell silent");
            assertThat(ClientCall.of(stalled.client()).endsInFailure(Lanes.text(stalled.answer())))
                    .as("%s", stalled)
                    .isTrue();
        }
    }

    @Test
    void tellsATimeoutWhereNothingHasBeenSaid() {
        answers(mute).forEach(stalled -> assertTimeout(stalled, "did not answer in time"));
    }

    @Test
    void tellsATimeoutToWhoWantedAWholeAnswer() {
        answers(wholes).forEach(stalled -> assertTimeout(stalled, "fell silent"));
    }

    private static void assertTimeout(Stalled stalled, String message) {
        assertThat(stalled.answer().statusCode()).as("%s", stalled).isEqualTo(504);
        assertThat(ClientCall.of(stalled.client()).failure(Gateway.json(stalled.answer()), 504))
                .as("%s", stalled)
                .contains(message);
    }

    private static List<Stalled> answers(List<CompletableFuture<Stalled>> asked) {
        assertThat(asked).isNotEmpty();
        return asked.stream().map(CompletableFuture::join).toList();
    }

    /** By an account of its own, because a failure rests the account. */
    private CompletableFuture<Stalled> asked(Protocol client, SilentProvider provider, boolean stream) {
        var prefix = Gateway.unique();
        gateway.connect(provider.protocol(), provider.baseUrl(), prefix, "silent-key");
        return CompletableFuture.supplyAsync(
                () -> ask(client, provider.protocol(), prefix + "/silent", stream), threads);
    }

    private Stalled ask(Protocol client, Protocol provider, String model, boolean stream) {
        var call = ClientCall.of(client);
        return new Stalled(client, provider, gateway.call(call.path(model, stream), call.body(model, "Hello", stream)));
    }
}
