package dev.signalbox.routing;

import dev.signalbox.chat.Failure;
import dev.signalbox.database.InstantConverter;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Locale;

/** A row of {@code cooldown}. */
@Entity
@Table(name = "cooldown")
@SuppressWarnings("NullAway.Init") // the provider fills the fields
class CooldownRow {
    /** Public, because EclipseLink makes records without asking for access. */
    @Embeddable
    public record Key(String holder, String model) {}

    @EmbeddedId
    private Key key;

    @Column(name = "until_at")
    @Convert(converter = InstantConverter.class)
    private Instant until;

    private boolean stated;
    private String why;
    private int failures;

    protected CooldownRow() {}

    CooldownRow(Cooldowns.Key resting, Rest rest) {
        key = key(resting);
        until = rest.until();
        stated = rest.stated();
        why = rest.why().name().toLowerCase(Locale.ROOT);
        failures = rest.failures();
    }

    static Key key(Cooldowns.Key resting) {
        return new Key(resting.holder(), resting.model());
    }

    Cooldowns.Key resting() {
        return new Cooldowns.Key(key.holder(), key.model());
    }

    Rest rest() {
        return new Rest(until, stated, Failure.Kind.valueOf(why.toUpperCase(Locale.ROOT)), failures);
    }
}
