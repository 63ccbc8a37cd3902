package dev.signalbox.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.startup.TestClock;
import dev.signalbox.wire.Waits;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RestReplyTest {
    private final TestClock clock = new TestClock();

    @Test
    void keepsTheFirstOfEachHeader() {
        var told = Map.of(
                "Date",
                List.of("Sun, 22 Nov 2026 10:00:00 GMT"),
                "X-One",
                List.of("1", "2"),
                "X-None",
                List.<String>of());

        assertThat(RestReply.headers(told, clock))
                .isEqualTo(Map.of("date", "Sun, 22 Nov 2026 10:00:00 GMT", "x-one", "1"));
    }

    @Test
    void anAnswerWithoutADateIsOfNow() {
        var date = RestReply.headers(Map.of("Retry-After", List.of("7")), clock).get("date");

        assertThat(Waits.date(date)).isEqualTo(clock.instant().truncatedTo(ChronoUnit.SECONDS));
    }
}
