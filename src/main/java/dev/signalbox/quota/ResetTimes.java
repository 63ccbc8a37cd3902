package dev.signalbox.quota;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the many ways in which vendors name the time of a reset: seconds from now, spans such as {@code 6m0s}, seconds or
 * milliseconds since 1970, ISO 8601 and HTTP dates. Points in time are measured against the answer's own {@code Date}, so that
 * a wrong clock on either side does no harm.
 */
final class ResetTimes {
    private static final Pattern NUMBER = Pattern.compile("\\d{1,15}(\\.\\d{1,9})?");
    private static final Pattern SPAN = Pattern.compile(
            "(?:(\\d{1,6})d)?(?:(\\d{1,6})h)?(?:(\\d{1,6})m(?!s))?(?:(\\d{1,9}(?:\\.\\d{1,9})?)s)?(?:(\\d{1,12}(?:\\.\\d{1,9})?)ms)?");
    private static final double EPOCH = 1e9;
    private static final double EPOCH_MILLIS = 1e12;
    private static final Duration LONGEST = Duration.ofDays(400);

    private final Instant now;
    private final Instant theirs;

    /** Measures against a clock, and against theirs where they tell it. */
    ResetTimes(Instant now, @Nullable String date) {
        this.now = now;
        var told = date == null ? null : httpDate(date);
        this.theirs = told == null ? now : told;
    }

    /** The moment by our clock; null when the text names none. */
    @Nullable
    Instant read(@Nullable String given) {
        var text = given == null ? "" : given.strip();
        if (text.isEmpty()) {
            return null;
        }
        var wait = wait(text);
        return wait == null || wait.compareTo(LONGEST) > 0 ? null : now.plus(wait);
    }

    private @Nullable Duration wait(String text) {
        if (NUMBER.matcher(text).matches()) {
            double number = Double.parseDouble(text);
            if (number < EPOCH) {
                return Duration.ofMillis(Math.round(number * 1000));
            }
            double millis = number < EPOCH_MILLIS ? number * 1000 : number;
            return Duration.between(theirs, Instant.ofEpochMilli((long) millis));
        }
        var span = span(text);
        if (span != null) {
            return span;
        }
        var moment = iso(text) == null ? httpDate(text) : iso(text);
        return moment == null ? null : Duration.between(theirs, moment);
    }

    private static @Nullable Duration span(String text) {
        var found = SPAN.matcher(text);
        if (!found.matches()) {
            return null;
        }
        return Duration.ofDays(whole(found.group(1)))
                .plusHours(whole(found.group(2)))
                .plusMinutes(whole(found.group(3)))
                .plusMillis(Math.round(fraction(found.group(4)) * 1000))
                .plusMillis((long) Math.ceil(fraction(found.group(5))));
    }

    private static long whole(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }

    private static double fraction(@Nullable String digits) {
        return digits == null ? 0 : Double.parseDouble(digits);
    }

    private static @Nullable Instant httpDate(String text) {
        try {
            return ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static @Nullable Instant iso(String text) {
        try {
            return ZonedDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }
}
