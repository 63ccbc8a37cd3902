package dev.signalbox.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.relay.OpenExchanges;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class OrderlyStopTest {
    private final OpenExchanges exchanges = new OpenExchanges();
    private final CountDownLatch exits = new CountDownLatch(1);

    @Test
    void goesAtOnceWhenNothingIsUnderWay() throws Exception {
        stop(Duration.ofDays(1)).begin();

        assertThat(exits.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(exchanges.enter()).isFalse();
    }

    @Test
    void waitsForWhatIsUnderWay() throws Exception {
        exchanges.enter();
        var stop = stop(Duration.ofDays(1));
        stop.begin();
        while (!exchanges.closed()) {
            Thread.onSpinWait();
        }
        assertThat(exits.getCount()).isEqualTo(1);

        exchanges.leave();

        assertThat(exits.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void cutsOffWhatTakesLongerThanTheGrace() throws Exception {
        exchanges.enter();

        stop(Duration.ofMillis(5)).begin();

        assertThat(exits.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void goesAtOnceWhenToldTwice() throws Exception {
        exchanges.enter();
        var stop = stop(Duration.ofDays(1));

        stop.begin();
        stop.begin();

        assertThat(exits.await(30, TimeUnit.SECONDS)).isTrue();
    }

    private OrderlyStop stop(Duration grace) {
        return new OrderlyStop(exchanges, grace, exits::countDown);
    }
}
