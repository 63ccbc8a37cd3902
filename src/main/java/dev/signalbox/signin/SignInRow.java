package dev.signalbox.signin;

import dev.signalbox.database.InstantConverter;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code sign_in}: a sign-in that somebody began. Fields are read and written by {@link SignInRows} only. */
@Entity
@Table(name = "sign_in")
@SuppressWarnings("NullAway.Init") // the provider fills the fields
class SignInRow {
    @Id
    UUID id;

    String provider;
    String method;

    @Column(name = "user_id")
    UUID userId;

    String sealed;

    @Column(name = "next_poll_at")
    @Convert(converter = InstantConverter.class)
    @Nullable
    Instant nextPollAt;

    @Column(name = "used_at")
    @Convert(converter = InstantConverter.class)
    @Nullable
    Instant usedAt;

    /** As text: a UUID that is null is bound as one, which PostgreSQL refuses for its own type. */
    @Column(name = "account_id")
    @Nullable
    String accountId;

    @Nullable
    String failure;

    @Column(name = "created_at")
    @Convert(converter = InstantConverter.class)
    Instant createdAt;

    @Column(name = "expires_at")
    @Convert(converter = InstantConverter.class)
    Instant expiresAt;

    protected SignInRow() {}

    SignInRow(
            UUID id, String provider, String method, UUID userId, String sealed, Instant createdAt, Instant expiresAt) {
        this.id = id;
        this.provider = provider;
        this.method = method;
        this.userId = userId;
        this.sealed = sealed;
        this.createdAt = createdAt;
        this.expiresAt = expiresAt;
    }
}
