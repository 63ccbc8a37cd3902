package dev.signalbox.access;

import java.time.Instant;

/**
 * A person as kept, to be carried to another gateway, where the password goes on being good.
 *
 * @param passwordHash salted and slow, never the password itself
 */
public record StoredPerson(String username, String passwordHash, Role role, boolean enabled, Instant createdAt) {
    @Override
    public String toString() {
        return "StoredPerson[" + username + "]";
    }
}
