package dev.signalbox.usage;

import dev.signalbox.chat.Failure;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One call to a provider on behalf of a request.
 *
 * @param route {@code prefix/model} that was called
 * @param accountId the account used, null where the provider needs none
 * @param account that account's name, null where the provider needs none
 * @param status the provider's HTTP status, null when none arrived
 * @param failure why it did not serve, or broke off after it had begun to; null for the attempt that served
 * @param message what that was, in words without secrets; null where there is no failure
 */
public record Attempt(
        String route,
        @Nullable UUID accountId,
        @Nullable String account,
        @Nullable Integer status,
        Failure.@Nullable Kind failure,
        @Nullable String message,
        Duration duration) {}
