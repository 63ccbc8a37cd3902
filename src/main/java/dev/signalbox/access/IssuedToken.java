package dev.signalbox.access;

import dev.signalbox.vault.Secret;
import java.time.Instant;

/** A token as it is handed out, once. */
public record IssuedToken(Secret token, Instant expiresAt) {}
