package dev.signalbox.access;

import dev.signalbox.database.InstantConverter;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A token that is dead before it expires; forgotten once it has expired. */
@Entity
@Table(name = "ended_session")
class EndedSession {
    @Id
    UUID id = new UUID(0, 0);

    @Column(name = "expires_at")
    @Convert(converter = InstantConverter.class)
    Instant expiresAt = Instant.EPOCH;

    protected EndedSession() {}

    EndedSession(UUID id, Instant expiresAt) {
        this.id = id;
        this.expiresAt = expiresAt;
    }
}
