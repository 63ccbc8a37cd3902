package dev.signalbox.management;

import dev.signalbox.usage.LoggedRequest;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A request in a list: what {@link RequestLog} says of it, less its attempts, and who asked. */
@Schema(name = "RequestSummary")
public record RequestSummary(
        String requestId,
        String status,
        @Nullable UUID keyId,
        @Nullable String keyName,
        String protocol,
        String requestedModel,
        @Nullable String route,
        boolean stream,
        Instant startedAt,
        @Nullable Long firstEventMillis,
        @Nullable Long durationMillis,
        @Nullable String stopReason,
        RequestLog.Tokens usage,
        long costNanos,
        boolean priced,
        @Nullable String failure) {
    static RequestSummary of(LoggedRequest request) {
        return new RequestSummary(
                request.requestId(),
                request.status().id(),
                request.keyId(),
                request.keyName(),
                request.clientProtocol(),
                request.requestedModel(),
                request.route(),
                request.stream(),
                request.startedAt(),
                request.firstEventMillis(),
                request.durationMillis(),
                request.stopReason(),
                RequestLog.Tokens.of(request.usage(), request.estimated()),
                request.costNanos(),
                request.priced(),
                request.failureMessage());
    }
}
