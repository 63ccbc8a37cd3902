package dev.signalbox.quota;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A window that a person declared for an account whose provider publishes none; the gateway counts what it uses of it.
 *
 * @param model the model it is for; null for the whole account
 * @param unit requests, tokens or cost
 * @param limit in the unit, more than zero
 */
public record Declaration(
        UUID id, UUID accountId, String name, @Nullable String model, QuotaUnit unit, long limit, Rhythm rhythm) {}
