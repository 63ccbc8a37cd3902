package dev.signalbox.catalog;

import java.math.BigDecimal;

/**
 * An amount of US dollars in whole nano-dollars (10⁻⁹ dollars), exact and never negative.
 *
 * @param nanos the amount
 */
public record Money(long nanos) implements Comparable<Money> {
    public static final Money ZERO = new Money(0);

    private static final int DECIMALS = 9;
    private static final long MILLION = 1_000_000;

    public Money {
        if (nanos < 0) {
            throw new IllegalArgumentException("an amount of money is not negative: " + nanos);
        }
    }

    /** Reads a decimal amount such as {@code 0.003625}; more than nine decimals are refused rather than rounded. */
    public static Money ofDollars(String decimal) {
        var amount = new BigDecimal(decimal);
        return new Money(amount.movePointRight(DECIMALS).longValueExact());
    }

    /**
     * What {@code tokens} cost at a price for a million of them, to the nearest nano-dollar, halves up.
     *
     * @throws ArithmeticException when the result exceeds nine billion dollars
     */
    public static Money of(long tokens, Money pricePerMillion) {
        return new Sum().add(tokens, pricePerMillion).total();
    }

    public Money plus(Money other) {
        return new Money(Math.addExact(nanos, other.nanos));
    }

    /** The amount as plain decimal digits without trailing zeros. */
    public String dollars() {
        var amount = BigDecimal.valueOf(nanos, DECIMALS).stripTrailingZeros();
        return amount.toPlainString();
    }

    @Override
    public int compareTo(Money other) {
        return Long.compare(nanos, other.nanos);
    }

    @Override
    public String toString() {
        return "$" + dollars();
    }

    /** Adds up several kinds of tokens and rounds once, at the end, so that a bill of many kinds is exact to one nano-dollar. */
    static final class Sum {
        private long nanos;
        private long millionths;

        Sum add(long tokens, Money pricePerMillion) {
            if (tokens < 0) {
                throw new IllegalArgumentException("tokens are not negative: " + tokens);
            }
            var price = pricePerMillion.nanos;
            // tokens × price overflows a long early, so whole millions of tokens and the rest are multiplied apart
            var whole = Math.multiplyExact(tokens / MILLION, price);
            var rest = Math.addExact(millionths, Math.multiplyExact(tokens % MILLION, price % MILLION));
            whole = Math.addExact(whole, Math.multiplyExact(tokens % MILLION, price / MILLION));
            nanos = Math.addExact(nanos, Math.addExact(whole, rest / MILLION));
            millionths = rest % MILLION;
            return this;
        }

        Money total() {
            return new Money(Math.addExact(nanos, millionths * 2 >= MILLION ? 1 : 0));
        }
    }
}
