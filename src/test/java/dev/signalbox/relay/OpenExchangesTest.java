package dev.signalbox.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class OpenExchangesTest {
    private final OpenExchanges exchanges = new OpenExchanges();

    @Test
    void refusesNewOnesOnceClosedAndKeepsTheOnesUnderWay() {
        assertThat(exchanges.enter()).isTrue();

        assertThat(exchanges.close()).isEqualTo(1);

        assertThat(exchanges.closed()).isTrue();
        assertThat(exchanges.enter()).isFalse();
        assertThat(exchanges.close()).isEqualTo(1);
    }

    @Test
    void waitsForTheLastOne() throws Exception {
        exchanges.enter();
        exchanges.enter();
        exchanges.close();
        var waiting = CompletableFuture.supplyAsync(() -> await(Duration.ofSeconds(30)));

        exchanges.leave();
        exchanges.leave();

        assertThat(waiting.get()).isZero();
    }

    @Test
    void givesUpWaitingWhenTheTimeIsOver() {
        exchanges.enter();

        assertThat(await(Duration.ofMillis(10))).isEqualTo(1);
    }

    @Test
    void waitsForNothingWhenNothingIsOpen() {
        assertThat(await(Duration.ofDays(1))).isZero();
    }

    private int await(Duration atMost) {
        try {
            return exchanges.await(atMost);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
