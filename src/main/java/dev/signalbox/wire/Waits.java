package dev.signalbox.wire;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the many ways in which vendors name a time to wait: seconds from now, spans such as {@code 6m0s}, seconds or
 * milliseconds since 1970, ISO 8601 and HTTP dates.
 */
public final class Waits {
    private static final Pattern NUMBER = Pattern.compile("\\d{1,15}(\\.\\d{1,9})?");
    private static final Pattern SPAN = Pattern.compile(
            "(?:(\\d{1,6})d)?(?:(\\d{1,6})h)?(?:(\\d{1,6})m(?!s))?(?:(\\d{1,9}(?:\\.\\d{1,9})?)s)?(?:(\\d{1,12}(?:\\.\\d{1,9})?)ms)?");
    private static final List<DateTimeFormatter> HTTP_DATES = List.of(
            DateTimeFormatter.RFC_1123_DATE_TIME,
            DateTimeFormatter.ofPattern("EEEE, dd-MMM-yy HH:mm:ss 'GMT'", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC),
            DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC));
    private static final double EPOCH = 1e9;
    private static final double EPOCH_MILLIS = 1e12;

    private Waits() {}

    /**
     * How long the text says to wait; null when it says nothing.
     *
     * @param now what points in time are measured against; without it they say nothing
     */
    public static @Nullable Duration read(@Nullable String given, @Nullable Instant now) {
        var text = given == null ? "" : given.strip();
        if (text.isEmpty()) {
            return null;
        }
        if (NUMBER.matcher(text).matches()) {
            double number = Double.parseDouble(text);
            if (number < EPOCH) {
                return Duration.ofMillis(Math.round(number * 1000));
            }
            double millis = number < EPOCH_MILLIS ? number * 1000 : number;
            return until(Instant.ofEpochMilli((long) millis), now);
        }
        var span = span(text);
        if (span != null) {
            return span;
        }
        return until(Character.isDigit(text.charAt(0)) ? iso(text) : date(text), now);
    }

    /** Milliseconds from now. */
    static @Nullable Duration millis(@Nullable String given) {
        var text = given == null ? "" : given.strip();
        return NUMBER.matcher(text).matches() ? Duration.ofMillis((long) Double.parseDouble(text)) : null;
    }

    /** An HTTP date, in any of its three forms (RFC 9110 section 5.6.7); null when the text is none. */
    public static @Nullable Instant date(@Nullable String text) {
        if (text == null) {
            return null;
        }
        for (var form : HTTP_DATES) {
            try {
                return form.parse(text, Instant::from);
            } catch (DateTimeException another) {
                // the next form
            }
        }
        return null;
    }

    private static @Nullable Duration until(@Nullable Instant moment, @Nullable Instant now) {
        return moment == null || now == null ? null : Duration.between(now, moment);
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

    private static @Nullable Instant iso(String text) {
        try {
            return ZonedDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }
}
