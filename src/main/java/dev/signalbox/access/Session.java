package dev.signalbox.access;

import java.time.Instant;
import java.util.UUID;

/**
 * A signed-in person, as proven by a token.
 *
 * @param id the token's {@code jti}
 */
public record Session(UUID id, UserAccount user, Instant expiresAt) {}
