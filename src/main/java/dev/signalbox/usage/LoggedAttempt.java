package dev.signalbox.usage;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One provider call as the ledger keeps it.
 *
 * @param account the account's name at that time, null where the provider needs none
 * @param status the provider's HTTP status, null when none arrived
 * @param failure the failure's kind in lower case, null for the attempt that served
 * @param message what failed, in words; null for the attempt that served, and in rows of earlier versions
 */
public record LoggedAttempt(
        String route,
        @Nullable UUID accountId,
        @Nullable String account,
        @Nullable Integer status,
        @Nullable String failure,
        @Nullable String message,
        long durationMillis) {}
