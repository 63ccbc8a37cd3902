package dev.signalbox.quota;

import dev.signalbox.catalog.ModelPattern;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * An allowance of an account for a stretch of time. What is null is not known, which is not the same as nothing.
 *
 * @param name the vendor's or person's name for it, unique per account and model: {@code 5h}, {@code requests}
 * @param model the model it is for, where {@code *} stands for any characters; null for the whole account
 * @param limit how much there is, in the unit
 * @param used how much of it is gone, in the unit
 * @param resetsAt when it is whole again
 * @param length from one reset to the next
 * @param seenAt when this was told or counted
 * @param gates whether requests are refused when it is used up; not so where it covers some models we cannot name
 * @param lastReset when it became whole again, where nobody has told since when it does the next time
 */
public record QuotaWindow(
        String name,
        @Nullable String model,
        QuotaUnit unit,
        @Nullable Long limit,
        @Nullable Long used,
        @Nullable Instant resetsAt,
        @Nullable Duration length,
        QuotaSource source,
        Instant seenAt,
        boolean gates,
        @Nullable Instant lastReset) {
    /** What is whole again sooner than this is a brake on speed, not an allowance that lapses. */
    private static final Duration SHORTEST = Duration.ofHours(1);

    /** A window as it was told. */
    public QuotaWindow(
            String name,
            @Nullable String model,
            QuotaUnit unit,
            @Nullable Long limit,
            @Nullable Long used,
            @Nullable Instant resetsAt,
            @Nullable Duration length,
            QuotaSource source,
            Instant seenAt,
            boolean gates) {
        this(name, model, unit, limit, used, resetsAt, length, source, seenAt, gates, null);
    }

    /** A window told as the share that is used, from 0 to 1. */
    public static QuotaWindow share(
            String name,
            @Nullable String model,
            double used,
            @Nullable Instant resetsAt,
            @Nullable Duration length,
            QuotaSource source,
            Instant seenAt) {
        long millionths = Math.round(Math.clamp(used, 0, 1) * QuotaUnit.WHOLE);
        return new QuotaWindow(
                name, model, QuotaUnit.FRACTION, QuotaUnit.WHOLE, millionths, resetsAt, length, source, seenAt, true);
    }

    QuotaWindow withoutGate() {
        return new QuotaWindow(name, model, unit, limit, used, resetsAt, length, source, seenAt, false);
    }

    /** Whether it counts requests for this model. */
    public boolean covers(String asked) {
        if (model == null || model.equals(asked)) {
            return true;
        }
        return model.indexOf('*') >= 0 && ModelPattern.of(model).matches(asked);
    }

    /** How much is left, never negative; empty when that is not known. */
    public OptionalLong remaining() {
        return limit == null || used == null ? OptionalLong.empty() : OptionalLong.of(Math.max(0, limit - used));
    }

    /** The share that is left, from 0 to 1; empty when that is not known. */
    public OptionalDouble remainingShare() {
        if (limit == null || used == null || limit <= 0) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(Math.clamp((double) (limit - used) / limit, 0, 1));
    }

    /** Whether nothing is left of it until a reset that is still to come. */
    public boolean usedUp(Instant now) {
        var left = remaining();
        return gates && left.isPresent() && left.getAsLong() == 0 && resetsAt != null && resetsAt.isAfter(now);
    }

    /** Whether what is left of it is lost at its reset, so that it is worth spending before. */
    public boolean lapses() {
        if (length != null) {
            return length.compareTo(SHORTEST) >= 0;
        }
        return resetsAt != null && Duration.between(seenAt, resetsAt).compareTo(SHORTEST) >= 0;
    }

    /** When it resets as far as anybody can tell: as told, or a whole number of lengths after the last time. */
    public @Nullable Instant nextReset(Instant now) {
        if (resetsAt != null || lastReset == null || length == null || !length.isPositive()) {
            return resetsAt;
        }
        long turns = Math.max(0, Duration.between(lastReset, now).dividedBy(length)) + 1;
        return lastReset.plus(length.multipliedBy(turns));
    }

    /** This window as it is now: whole again when its reset has passed, with a next reset that nobody has told yet. */
    QuotaWindow at(Instant now) {
        if (resetsAt == null || resetsAt.isAfter(now)) {
            return this;
        }
        return new QuotaWindow(
                name, model, unit, limit, used == null ? null : 0L, null, length, source, seenAt, gates, resetsAt);
    }

    /** Whether a later report says the same, but for the time it was made. */
    boolean sameAs(QuotaWindow later) {
        return equals(new QuotaWindow(
                later.name,
                later.model,
                later.unit,
                later.limit,
                later.used,
                later.resetsAt,
                later.length,
                later.source,
                seenAt,
                later.gates));
    }

    boolean replaces(QuotaWindow other) {
        return name.equals(other.name) && Objects.equals(model, other.model);
    }
}
