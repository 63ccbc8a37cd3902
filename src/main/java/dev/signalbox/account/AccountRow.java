package dev.signalbox.account;

import dev.signalbox.database.InstantConverter;
import dev.signalbox.vault.SealedText;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code account}; the key is sealed. */
@Entity
@Table(name = "account")
@SuppressWarnings("NullAway.Init") // the provider fills the fields
class AccountRow {
    @Id
    private UUID id;

    private String provider;
    private String name;

    @Column(name = "sealed_key")
    private @Nullable String sealedKey;

    private int priority;
    private boolean enabled;

    @Column(name = "needs_sign_in")
    private boolean needsSignIn;

    @Column(name = "created_at")
    @Convert(converter = InstantConverter.class)
    private Instant createdAt;

    @Column(name = "updated_at")
    @Convert(converter = InstantConverter.class)
    private Instant updatedAt;

    protected AccountRow() {}

    AccountRow(UUID id, String provider, String name, Instant now) {
        this.id = id;
        this.provider = provider;
        this.name = name;
        this.enabled = true;
        this.createdAt = now;
        this.updatedAt = now;
    }

    void set(AccountSettings settings, @Nullable SealedText key, Instant now) {
        name = settings.name() == null ? name : settings.name();
        priority = settings.priority() == null ? priority : settings.priority();
        enabled = settings.enabled() == null ? enabled : settings.enabled();
        if (key != null) {
            sealedKey = key.value();
            needsSignIn = false;
        }
        updatedAt = now;
    }

    void setNeedsSignIn(boolean needed, Instant now) {
        needsSignIn = needed;
        updatedAt = now;
    }

    @Nullable
    SealedText key() {
        return sealedKey == null ? null : new SealedText(sealedKey);
    }

    Account account() {
        return new Account(id, provider, name, priority, enabled, sealedKey != null, needsSignIn, createdAt, updatedAt);
    }
}
