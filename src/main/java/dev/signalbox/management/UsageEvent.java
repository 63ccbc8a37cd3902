package dev.signalbox.management;

import dev.signalbox.usage.SettledRequest;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A request that has just ended, as the event stream tells it. */
public record UsageEvent(
        String requestId,
        String status,
        @Nullable UUID keyId,
        @Nullable String keyName,
        String protocol,
        String requestedModel,
        @Nullable String route,
        @Nullable UUID accountId,
        boolean stream,
        Instant startedAt,
        @Nullable Long firstEventMillis,
        long durationMillis,
        @Nullable String stopReason,
        RequestLog.Tokens usage,
        @Nullable Long costNanos,
        int attempts) {
    static UsageEvent of(SettledRequest request) {
        var started = request.started();
        var firstEvent = request.firstEvent();
        var stopReason = request.stopReason();
        var charge = request.charge();
        return new UsageEvent(
                request.requestId(),
                request.status().id(),
                started.keyId(),
                started.keyName(),
                started.clientProtocol().id(),
                started.requestedModel(),
                request.route(),
                request.accountId(),
                started.stream(),
                started.startedAt(),
                firstEvent == null ? null : firstEvent.toMillis(),
                request.duration().toMillis(),
                stopReason == null ? null : stopReason.name().toLowerCase(Locale.ROOT),
                RequestLog.Tokens.of(request.usage(), request.estimated()),
                charge == null ? null : charge.cost().nanos(),
                request.attempts().size());
    }
}
