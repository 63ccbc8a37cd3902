package dev.signalbox.quota;

import dev.signalbox.database.InstantConverter;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code quota_window}. */
@Entity
@Table(name = "quota_window")
@SuppressWarnings("NullAway.Init") // the provider fills the fields
class QuotaWindowRow {
    /** Public, because EclipseLink makes records without asking for access; an empty model stands for the whole account. */
    @Embeddable
    public record Key(@Column(name = "account_id") UUID accountId, String name, String model) {}

    @EmbeddedId
    private Key key;

    private String unit;

    @Column(name = "limit_amount")
    private @Nullable Long limit;

    @Column(name = "used_amount")
    private @Nullable Long used;

    @Column(name = "resets_at")
    @Convert(converter = InstantConverter.class)
    private @Nullable Instant resetsAt;

    @Column(name = "length_seconds")
    private @Nullable Long lengthSeconds;

    private String source;

    @Column(name = "seen_at")
    @Convert(converter = InstantConverter.class)
    private Instant seenAt;

    private boolean gates;

    protected QuotaWindowRow() {}

    QuotaWindowRow(UUID account, QuotaWindow window) {
        key = new Key(account, window.name(), window.model() == null ? "" : window.model());
        unit = window.unit().id();
        limit = window.limit();
        used = window.used();
        resetsAt = window.resetsAt();
        lengthSeconds = window.length() == null ? null : window.length().toSeconds();
        source = window.source().id();
        seenAt = window.seenAt();
        gates = window.gates();
    }

    UUID account() {
        return key.accountId();
    }

    QuotaWindow window() {
        return new QuotaWindow(
                key.name(),
                key.model().isEmpty() ? null : key.model(),
                QuotaUnit.of(unit).orElseThrow(),
                limit,
                used,
                resetsAt,
                lengthSeconds == null ? null : Duration.ofSeconds(lengthSeconds),
                QuotaSource.of(source).orElseThrow(),
                seenAt,
                gates);
    }
}
