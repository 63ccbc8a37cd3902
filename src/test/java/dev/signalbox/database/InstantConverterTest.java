package dev.signalbox.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class InstantConverterTest {
    private final InstantConverter converter = new InstantConverter();

    @Test
    void writesUtcAndReadsAnyOffset() {
        var instant = Instant.parse("2026-03-01T19:01:00Z");

        assertThat(converter.convertToDatabaseColumn(instant))
                .isEqualTo(OffsetDateTime.of(2026, 3, 1, 19, 1, 0, 0, ZoneOffset.UTC));
        assertThat(converter.convertToEntityAttribute(OffsetDateTime.parse("2026-03-01T14:01:00-05:00")))
                .isEqualTo(instant);
    }

    @Test
    void keepsAbsence() {
        assertThat(converter.convertToDatabaseColumn(null)).isNull();
        assertThat(converter.convertToEntityAttribute(null)).isNull();
    }
}
