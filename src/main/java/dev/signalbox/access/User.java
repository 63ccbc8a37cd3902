package dev.signalbox.access;

import dev.signalbox.database.InstantConverter;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A person who signs in. Raising the session generation ends every session this person has. */
@Entity
@Table(name = "person") // user is a reserved word
class User {
    @Id
    UUID id = UUID.randomUUID();

    String username = "";

    @Column(name = "password_hash")
    String passwordHash = "";

    String role = Role.VIEWER.id();

    boolean enabled = true;

    @Column(name = "session_generation")
    long sessionGeneration = 1;

    @Column(name = "created_at")
    @Convert(converter = InstantConverter.class)
    Instant createdAt = Instant.EPOCH;

    Role role() {
        return Role.of(role).orElseThrow(() -> new IllegalStateException("Unknown role in the database: " + role));
    }

    UserAccount account() {
        return new UserAccount(id, username, role(), enabled, createdAt);
    }
}
