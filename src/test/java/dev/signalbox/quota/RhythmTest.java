package dev.signalbox.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class RhythmTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static Rhythm every(int count, Period period, String time, String anchor) {
        return new Rhythm(period, count, LocalTime.parse(time), BERLIN, LocalDate.parse(anchor));
    }

    private static Rhythm.Span span(Rhythm rhythm, String moment) {
        return rhythm.around(Instant.parse(moment));
    }

    @Test
    void resetsDailyAtTenInTheMorning() {
        var daily = every(1, Period.DAYS, "10:00", "2026-01-01");

        assertThat(span(daily, "2026-11-22T08:59:59Z"))
                .isEqualTo(
                        new Rhythm.Span(Instant.parse("2026-11-21T09:00:00Z"), Instant.parse("2026-11-22T09:00:00Z")));
        assertThat(span(daily, "2026-11-22T09:00:00Z").start()).isEqualTo(Instant.parse("2026-11-22T09:00:00Z"));
    }

    @Test
    void aDayWithSummerTimeAheadIsShorterAndOneWithItBehindLonger() {
        var daily = every(1, Period.DAYS, "10:00", "2026-01-01");

        var spring = span(daily, "2026-03-29T00:30:00Z");
        assertThat(Duration.between(spring.start(), spring.end())).isEqualTo(Duration.ofHours(23));
        assertThat(spring.end()).isEqualTo(Instant.parse("2026-03-29T08:00:00Z"));
        var autumn = span(daily, "2026-10-25T00:30:00Z");
        assertThat(Duration.between(autumn.start(), autumn.end())).isEqualTo(Duration.ofHours(25));
    }

    @Test
    void aResetInTheHourThatIsSkippedComesWithTheHourAfter() {
        var daily = every(1, Period.DAYS, "02:30", "2026-01-01");
        assertThat(span(daily, "2026-03-28T12:00:00Z").end()).isEqualTo(Instant.parse("2026-03-29T01:30:00Z"));
    }

    @Test
    void aResetInTheHourThatComesTwiceCountsOnce() {
        var daily = every(1, Period.DAYS, "02:30", "2026-01-01");
        assertThat(span(daily, "2026-10-24T12:00:00Z").end()).isEqualTo(Instant.parse("2026-10-25T00:30:00Z"));
        assertThat(span(daily, "2026-10-25T01:00:00Z"))
                .isEqualTo(
                        new Rhythm.Span(Instant.parse("2026-10-25T00:30:00Z"), Instant.parse("2026-10-26T01:30:00Z")));
    }

    @Test
    void aMonthWithoutTheDayResetsOnItsLastOneAndTheNextIsRightAgain() {
        var monthly = every(1, Period.MONTHS, "00:00", "2026-01-31");

        assertThat(span(monthly, "2026-02-10T00:00:00Z").end()).isEqualTo(Instant.parse("2026-02-27T23:00:00Z"));
        assertThat(span(monthly, "2026-03-10T00:00:00Z").end()).isEqualTo(Instant.parse("2026-03-30T22:00:00Z"));
    }

    @Test
    void knowsSpansBeforeItsAnchor() {
        var fortnightly = every(2, Period.WEEKS, "00:00", "2026-06-01");
        assertThat(span(fortnightly, "2026-05-31T12:00:00Z"))
                .isEqualTo(
                        new Rhythm.Span(Instant.parse("2026-05-17T22:00:00Z"), Instant.parse("2026-05-31T22:00:00Z")));
    }

    @Test
    void hoursPassWhateverTheWallClockShows() {
        var fiveHours = every(5, Period.HOURS, "00:00", "2026-03-28");
        var span = span(fiveHours, "2026-03-29T01:30:00Z");
        assertThat(Duration.between(span.start(), span.end())).isEqualTo(Duration.ofHours(5));
    }

    @Test
    void needsAtLeastOneOfItsPeriod() {
        assertThatThrownBy(() -> every(0, Period.DAYS, "00:00", "2026-01-01"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Property
    void spansCoverTimeWithoutGapOrOverlap(
            @ForAll Period period,
            @ForAll @IntRange(min = 1, max = 40) int count,
            @ForAll @IntRange(max = 86_399) int second,
            @ForAll @LongRange(min = 1_600_000_000L, max = 2_000_000_000L) long moment) {
        var rhythm = new Rhythm(period, count, LocalTime.ofSecondOfDay(second), BERLIN, LocalDate.of(2026, 1, 31));
        var at = Instant.ofEpochSecond(moment);

        var span = rhythm.around(at);
        assertThat(span.holds(at)).isTrue();
        assertThat(rhythm.around(span.end()).start()).isEqualTo(span.end());
        assertThat(rhythm.around(span.start().minusNanos(1)).end()).isEqualTo(span.start());
    }
}
