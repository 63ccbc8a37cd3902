package dev.signalbox.quota;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/**
 * When a declared window starts anew: every so many hours, days, weeks or months, at a time of day in a zone. Days, weeks and
 * months go by the wall clock there: where a reset falls into the hour that summer time skips it comes with the hour after,
 * and where the hour comes twice the first one counts. Hours are counted as they pass.
 *
 * @param every how many of the period from one reset to the next, at least one
 * @param anchor a day with a reset; a month that lacks its day resets on its last one
 */
public record Rhythm(Period period, int every, LocalTime time, ZoneId zone, LocalDate anchor) {
    public Rhythm {
        if (every < 1) {
            throw new IllegalArgumentException("every must be at least one");
        }
    }

    /** The stretch between two resets; the end belongs to the next. */
    public record Span(Instant start, Instant end) {
        boolean holds(Instant moment) {
            return !moment.isBefore(start) && moment.isBefore(end);
        }
    }

    /** The span that a moment lies in. */
    public Span around(Instant moment) {
        long turn = guess(moment);
        while (reset(turn).isAfter(moment)) {
            turn--;
        }
        while (!reset(turn + 1).isAfter(moment)) {
            turn++;
        }
        return new Span(reset(turn), reset(turn + 1));
    }

    private long guess(Instant moment) {
        var day = moment.atZone(zone).toLocalDate();
        return switch (period) {
            case HOURS -> Math.floorDiv(Duration.between(reset(0), moment).toHours(), every);
            case DAYS -> Math.floorDiv(ChronoUnit.DAYS.between(anchor, day), every);
            case WEEKS -> Math.floorDiv(ChronoUnit.WEEKS.between(anchor, day), every);
            case MONTHS -> Math.floorDiv(ChronoUnit.MONTHS.between(anchor, day), every);
        };
    }

    private Instant reset(long turn) {
        long count = turn * every;
        return switch (period) {
            case HOURS -> anchor.atTime(time).atZone(zone).toInstant().plus(Duration.ofHours(count));
            case DAYS -> at(anchor.plusDays(count));
            case WEEKS -> at(anchor.plusWeeks(count));
            case MONTHS -> at(anchor.plusMonths(count));
        };
    }

    private Instant at(LocalDate day) {
        return day.atTime(time).atZone(zone).toInstant();
    }
}
