package dev.signalbox.access;

import java.time.Instant;
import java.util.UUID;

/** What is known of a person, without the password. */
public record UserAccount(UUID id, String username, Role role, boolean enabled, Instant createdAt) {}
