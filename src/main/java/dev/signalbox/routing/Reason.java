package dev.signalbox.routing;

import dev.signalbox.quota.QuotaWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Why a candidate stands where it does; put into words only when somebody wants to read it. */
public sealed interface Reason {
    /** Its place in the configuration, or its priority. */
    record Order(int rank) implements Reason {}

    /** It was its turn, or another's. */
    record Turn(AccountStrategy strategy) implements Reason {}

    /** How little its account was used of late. */
    record Used(long tokens) implements Reason {}

    /** What it has left would lapse; nothing is known to lapse when the window is null. */
    record Lapse(@Nullable QuotaWindow window) implements Reason {}

    /** The conversation's prompt is cached there. */
    record Warm(long tokens) implements Reason {}

    /** What it has left is the reserve. */
    record Reserve(QuotaWindow window) implements Reason {}

    /** A window is used up. */
    record UsedUp(QuotaWindow window) implements Reason {}

    /** It failed a moment ago. */
    record Resting(Rest rest) implements Reason {}

    /** Its account must sign in again. */
    record SignInAgain() implements Reason {}

    /** In words, as of a moment. */
    default String text(Instant now) {
        return switch (this) {
            case Order order -> "place " + (order.rank() + 1) + " in the configured order";
            case Turn turn -> "by turns, " + turn.strategy().id();
            case Used used -> used.tokens() + " tokens used of late";
            case Lapse lapse -> lapse.window() == null ? "nothing known to lapse" : lapsing(lapse.window(), now);
            case Warm warm -> "the conversation's " + warm.tokens() + " prompt tokens are cached there";
            case Reserve reserve -> "only the reserve is left of window " + left(reserve.window());
            case UsedUp up ->
                "window " + up.window().name() + " is used up, resets in "
                        + span(now, up.window().resetsAt());
            case Resting resting ->
                (resting.rest().stated() ? "the provider asked to wait after " : "failed a moment ago: ")
                        + resting.rest().why().name().toLowerCase(Locale.ROOT)
                        + ", for " + span(now, resting.rest().until());
            case SignInAgain again -> "the account must sign in again";
        };
    }

    private static String lapsing(QuotaWindow window, Instant now) {
        return left(window) + " lapses in " + span(now, window.nextReset(now));
    }

    private static String left(QuotaWindow window) {
        var share = window.remainingShare();
        return window.name()
                + (share.isPresent() ? String.format(Locale.ROOT, " (%.1f %% left)", share.getAsDouble() * 100) : "");
    }

    /** Two figures at most: {@code 2 d 5 h}, {@code 4 h 40 min}, {@code 20 s}. */
    private static String span(Instant now, @Nullable Instant end) {
        if (end == null) {
            return "an unknown time";
        }
        var left = Duration.between(now, end);
        if (left.toDays() > 0) {
            return left.toDays() + " d " + left.toHoursPart() + " h";
        }
        if (left.toHours() > 0) {
            return left.toHours() + " h " + left.toMinutesPart() + " min";
        }
        return left.toMinutes() > 0
                ? left.toMinutes() + " min " + left.toSecondsPart() + " s"
                : Math.max(0, left.toSeconds()) + " s";
    }
}
