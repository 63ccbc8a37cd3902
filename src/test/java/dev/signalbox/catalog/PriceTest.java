package dev.signalbox.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.chat.TokenUsage;
import java.math.BigDecimal;
import java.math.RoundingMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class PriceTest {
    private static final Price SONNET = new Price(
            Money.ofDollars("3"),
            Money.ofDollars("15"),
            Money.ofDollars("0.3"),
            Money.ofDollars("3.75"),
            Money.ofDollars("6"),
            null,
            "test");

    @Test
    void chargesEveryKindOnce() {
        var usage = new TokenUsage(1_000, 200, 10_000, 500, 100, 150);

        // 3000 + 3000 + 3000 + 1875 + 600 micro-dollars; the 150 thinking tokens are among the 200
        assertThat(SONNET.cost(usage)).isEqualTo(Money.ofDollars("0.011475"));
    }

    @Test
    void withoutDiscountsEverythingThatGoesInCostsTheSame() {
        var price = Price.of(Money.ofDollars("1"), Money.ofDollars("2"), "test");

        assertThat(price.cost(new TokenUsage(1, 0, 1, 1, 1, 0))).isEqualTo(Money.of(4, Money.ofDollars("1")));
    }

    @Test
    void longPromptsHaveTheirOwnRates() {
        var beyond = Price.of(Money.ofDollars("4"), Money.ofDollars("18"), "test");
        var price = new Price(
                Money.ofDollars("2"),
                Money.ofDollars("12"),
                Money.ofDollars("0.2"),
                Money.ofDollars("2"),
                Money.ofDollars("2"),
                new Price.LongContext(200_000, beyond),
                "test");

        assertThat(price.cost(new TokenUsage(150_000, 0, 50_000, 0, 0, 0))).isEqualTo(Money.ofDollars("0.31"));
        assertThat(price.cost(new TokenUsage(150_000, 0, 50_001, 0, 0, 0))).isEqualTo(Money.ofDollars("0.800004"));
    }

    @Property
    void roundsTheBillOnceNotEachLine(
            @ForAll @LongRange(min = 0, max = 10_000_000) long input,
            @ForAll @LongRange(min = 0, max = 10_000_000) long output,
            @ForAll @LongRange(min = 0, max = 10_000_000) long cacheRead,
            @ForAll @LongRange(min = 0, max = 20_000_000_000L) long inputNanos,
            @ForAll @LongRange(min = 0, max = 20_000_000_000L) long outputNanos,
            @ForAll @LongRange(min = 0, max = 20_000_000_000L) long readNanos) {
        var price = new Price(
                new Money(inputNanos),
                new Money(outputNanos),
                new Money(readNanos),
                Money.ZERO,
                Money.ZERO,
                null,
                "test");
        var exact = product(input, inputNanos).add(product(output, outputNanos)).add(product(cacheRead, readNanos));

        var cost = price.cost(new TokenUsage(input, output, cacheRead, 0, 0, 0));

        assertThat(cost.nanos())
                .isEqualTo(exact.setScale(0, RoundingMode.HALF_UP).longValueExact());
    }

    private static BigDecimal product(long tokens, long nanosPerMillion) {
        return BigDecimal.valueOf(tokens)
                .multiply(BigDecimal.valueOf(nanosPerMillion))
                .movePointLeft(6);
    }
}
