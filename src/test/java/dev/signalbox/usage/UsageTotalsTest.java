package dev.signalbox.usage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UsageTotalsTest {
    private static final long TRILLION = 1_000_000_000_000L;

    /** A company reads that many tokens from caches in a quarter, though no answer has as many. */
    @Test
    void addsUpWithoutTheBoundsOfOneAnswer() {
        var day = new UsageTotals(3, 2, 1, 2, new TokenSums(1, 2, TRILLION, 4, 5, 6), 7);

        var two = day.plus(day);

        assertThat(two).isEqualTo(new UsageTotals(6, 4, 2, 4, new TokenSums(2, 4, 2 * TRILLION, 8, 10, 12), 14));
        assertThat(two.usage().cacheWrite()).isEqualTo(18);
        assertThat(two.usage().prompt()).isEqualTo(2 * TRILLION + 20);
        assertThat(two.usage().total()).isEqualTo(2 * TRILLION + 24);
    }
}
