package dev.signalbox.account;

import dev.signalbox.database.InstantConverter;
import dev.signalbox.vault.SealedText;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code account}; key and secrets are sealed. */
@Entity
@Table(name = "account")
@SuppressWarnings("NullAway.Init") // the provider fills the fields
class AccountRow {
    private static final int LONGEST_REASON = 500;
    private static final String REFUSED = "The provider refused the credential.";

    @Id
    private UUID id;

    private String provider;
    private String name;

    @Enumerated(EnumType.STRING)
    private CredentialKind kind;

    @Column(name = "sealed_key")
    private @Nullable String sealedKey;

    @Column(name = "sealed_secrets")
    private @Nullable String sealedSecrets;

    private String details;
    private @Nullable String identity;

    @Column(name = "expires_at")
    @Convert(converter = InstantConverter.class)
    private @Nullable Instant expiresAt;

    private int priority;
    private boolean enabled;

    @Column(name = "needs_sign_in")
    private boolean needsSignIn;

    @Column(name = "sign_in_reason")
    private @Nullable String signInReason;

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
        this.kind = CredentialKind.NONE;
        this.details = "{}";
        this.enabled = true;
        this.createdAt = now;
        this.updatedAt = now;
    }

    void set(AccountSettings settings, @Nullable SealedText key, Instant now) {
        name = settings.name() == null ? name : settings.name();
        priority = settings.priority() == null ? priority : settings.priority();
        enabled = settings.enabled() == null ? enabled : settings.enabled();
        details = settings.details() == null ? details : TextMap.write(settings.details());
        if (key != null) {
            sealedKey = key.value();
            kind = CredentialKind.API_KEY;
            sealedSecrets = null;
            identity = null;
            expiresAt = null;
            setSignedIn(SignedIn.ok(), now);
        }
        updatedAt = now;
    }

    /** What a sign-in brought takes the place of any other credential; details that somebody entered stay. */
    void set(Grant grant, @Nullable SealedText secrets, Instant now) {
        kind = grant.kind();
        identity = grant.identity();
        sealedKey = null;
        sealedSecrets = secrets == null ? null : secrets.value();
        var merged = new HashMap<>(TextMap.read(details));
        merged.putAll(grant.details());
        details = TextMap.write(merged);
        expiresAt = grant.expiresAt();
        setSignedIn(SignedIn.ok(), now);
    }

    void renew(@Nullable SealedText secrets, Map<String, String> newDetails, @Nullable Instant newExpiry, Instant now) {
        sealedSecrets = secrets == null ? null : secrets.value();
        details = TextMap.write(newDetails);
        expiresAt = newExpiry;
        setSignedIn(SignedIn.ok(), now);
    }

    void setSignedIn(SignedIn signedIn, Instant now) {
        switch (signedIn) {
            case SignedIn.Ok ok -> {
                needsSignIn = false;
                signInReason = null;
            }
            case SignedIn.Again again -> {
                needsSignIn = true;
                signInReason = again.reason().length() > LONGEST_REASON
                        ? again.reason().substring(0, LONGEST_REASON)
                        : again.reason();
            }
        }
        updatedAt = now;
    }

    @Nullable
    SealedText key() {
        return sealedKey == null ? null : new SealedText(sealedKey);
    }

    @Nullable
    SealedText secrets() {
        return sealedSecrets == null ? null : new SealedText(sealedSecrets);
    }

    Account account() {
        return new Account(
                id,
                provider,
                name,
                priority,
                enabled,
                kind,
                sealedKey != null || sealedSecrets != null,
                TextMap.read(details),
                identity,
                expiresAt,
                needsSignIn ? new SignedIn.Again(Objects.requireNonNullElse(signInReason, REFUSED)) : SignedIn.ok(),
                createdAt,
                updatedAt);
    }
}
