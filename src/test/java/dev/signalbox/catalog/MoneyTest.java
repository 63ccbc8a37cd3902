package dev.signalbox.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class MoneyTest {

    @Test
    void readsDecimalDollarsExactly() {
        assertThat(Money.ofDollars("0.003625").nanos()).isEqualTo(3_625_000);
        assertThat(Money.ofDollars("25").nanos()).isEqualTo(25_000_000_000L);
        assertThat(Money.ofDollars("0").nanos()).isZero();
    }

    @Test
    void refusesWhatItCannotHold() {
        assertThatThrownBy(() -> Money.ofDollars("0.0000000001")).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Money.ofDollars("-1")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Money.ofDollars("a lot")).isInstanceOf(NumberFormatException.class);
        assertThatThrownBy(() -> Money.of(-1, Money.ofDollars("1"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Money.of(Long.MAX_VALUE, Money.ofDollars("1000")))
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void chargesByTheMillion() {
        assertThat(Money.of(1_000_000, Money.ofDollars("3"))).isEqualTo(Money.ofDollars("3"));
        assertThat(Money.of(1, Money.ofDollars("3")).nanos()).isEqualTo(3_000);
        assertThat(Money.of(0, Money.ofDollars("3"))).isEqualTo(Money.ZERO);
    }

    @Test
    void roundsHalvesUp() {
        var halfANanoPerToken = Money.ofDollars("0.0005");

        assertThat(Money.of(1, halfANanoPerToken).nanos()).isEqualTo(1);
        assertThat(Money.of(3, halfANanoPerToken).nanos()).isEqualTo(2);
        assertThat(Money.of(1, Money.ofDollars("0.000499999")).nanos()).isZero();
    }

    @Test
    void writesPlainDigits() {
        assertThat(Money.ofDollars("0.003625").dollars()).isEqualTo("0.003625");
        assertThat(Money.ofDollars("100").dollars()).isEqualTo("100");
        assertThat(Money.ZERO).hasToString("$0");
    }

    @Property
    void agreesWithUnboundedArithmetic(
            @ForAll @LongRange(min = 0, max = 1_000_000_000_000L) long tokens,
            @ForAll @LongRange(min = 0, max = 1_000_000_000_000L) long nanosPerMillion) {
        var exact = new BigDecimal(BigInteger.valueOf(tokens).multiply(BigInteger.valueOf(nanosPerMillion)))
                .divide(BigDecimal.valueOf(1_000_000), 0, RoundingMode.HALF_UP)
                .toBigInteger();
        if (exact.bitLength() > 63) {
            assertThatThrownBy(() -> Money.of(tokens, new Money(nanosPerMillion)))
                    .isInstanceOf(ArithmeticException.class);
        } else {
            assertThat(Money.of(tokens, new Money(nanosPerMillion)).nanos()).isEqualTo(exact.longValueExact());
        }
    }

    @Property
    void survivesItsOwnText(@ForAll @LongRange(min = 0) long nanos) {
        var money = new Money(nanos);

        assertThat(Money.ofDollars(money.dollars())).isEqualTo(money);
    }
}
