package dev.signalbox.access;

import dev.signalbox.database.InstantConverter;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A program's key; of the key itself only the SHA-256 and what is needed to recognise it on a screen. */
@Entity
@Table(name = "api_key")
class ApiKey {
    private static final String SEPARATOR = "\n";

    @Id
    UUID id = UUID.randomUUID();

    String name = "";

    byte[] hash = {};

    String prefix = "";

    @Column(name = "last_four")
    String lastFour = "";

    @Column(name = "allowed_models")
    String allowedModels = "";

    boolean enabled = true;

    @Column(name = "created_at")
    @Convert(converter = InstantConverter.class)
    Instant createdAt = Instant.EPOCH;

    @Column(name = "expires_at")
    @Convert(converter = InstantConverter.class)
    @Nullable
    Instant expiresAt;

    @Column(name = "last_used_at")
    @Convert(converter = InstantConverter.class)
    @Nullable
    Instant lastUsedAt;

    Set<String> models() {
        return allowedModels.isEmpty() ? Set.of() : new TreeSet<>(Set.of(allowedModels.split(SEPARATOR)));
    }

    void allow(Set<String> models) {
        allowedModels = String.join(SEPARATOR, new TreeSet<>(models));
    }

    ApiKeySummary summary() {
        return new ApiKeySummary(id, name, prefix, lastFour, models(), enabled, createdAt, expiresAt, lastUsedAt);
    }
}
