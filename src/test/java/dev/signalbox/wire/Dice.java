package dev.signalbox.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Choices of a generator, all of them decided by one seed. */
final class Dice {
    private static final List<String> ODD = List.of(
            "",
            " ",
            "\n",
            "\r\n\r\n",
            "data: [DONE]\n\n",
            "\u2028\u2029",
            "\u0000\u001f\u007f",
            "\uFEFF",
            "\"\\/\b\f\t",
            "<think>",
            "</think>",
            "\uD83D\uDE00",
            "\u00fc\u00e9\u6f22",
            "{\"a\":1}",
            "null");

    private final Random random;
    private int count;

    Dice(Random random) {
        this.random = random;
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    /** At least {@code from}, at most {@code to}. */
    int number(int from, int to) {
        return from + random.nextInt(to - from + 1);
    }

    @SafeVarargs
    final <T> T one(T... of) {
        return of[random.nextInt(of.length)];
    }

    <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    <T> @Nullable T maybe(int percent, Supplier<T> value) {
        return chance(percent) ? value.get() : null;
    }

    /** A word that no other call gives, so that it is found again wherever it went. */
    String token(String kind) {
        return kind + "q" + ++count + "z";
    }

    /** Words, among them now and then what parsers stumble over. */
    String text() {
        var text = new StringBuilder(chance(30) ? one(ODD) : "");
        for (int i = number(1, 3); i > 0; i--) {
            text.append(token("t")).append(chance(20) ? one(ODD) : " ");
        }
        return text.toString();
    }

    /** The text in pieces, cut between characters. */
    List<String> pieces(String text) {
        var pieces = new ArrayList<String>();
        int at = 0;
        while (at < text.length()) {
            int end = Math.min(text.length(), at + number(1, 12));
            if (Character.isHighSurrogate(text.charAt(end - 1)) && end < text.length()) {
                end++;
            }
            pieces.add(text.substring(at, end));
            at = end;
        }
        return pieces;
    }
}
