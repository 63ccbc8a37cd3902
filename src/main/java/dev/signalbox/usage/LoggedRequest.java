package dev.signalbox.usage;

import dev.signalbox.chat.TokenUsage;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request as the ledger keeps it; the fields mean what they mean in {@link StartedRequest} and {@link SettledRequest}.
 *
 * @param id its place in the log; later requests have greater ones
 * @param priced whether a price was known; the cost is 0 where none was
 * @param attempts empty in a page of the log, complete for a single request
 */
public record LoggedRequest(
        long id,
        String requestId,
        UsageStatus status,
        @Nullable UUID keyId,
        @Nullable String keyName,
        String clientProtocol,
        String requestedModel,
        boolean stream,
        Instant startedAt,
        @Nullable String route,
        @Nullable String provider,
        @Nullable String model,
        @Nullable UUID accountId,
        @Nullable Long firstEventMillis,
        @Nullable Long durationMillis,
        @Nullable String stopReason,
        TokenUsage usage,
        boolean estimated,
        long costNanos,
        boolean priced,
        List<String> loss,
        @Nullable String failureKind,
        @Nullable Integer failureStatus,
        @Nullable String failureMessage,
        List<RouteDecision> decisions,
        List<LoggedAttempt> attempts) {
    public LoggedRequest {
        loss = List.copyOf(loss);
        decisions = List.copyOf(decisions);
        attempts = List.copyOf(attempts);
    }
}
