package dev.signalbox.management;

import dev.signalbox.chat.Protocol;
import dev.signalbox.usage.LoggedRequest;
import dev.signalbox.usage.SettledRequest;
import dev.signalbox.usage.UsageStatus;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A request in one line for people to read.
 *
 * @param level {@code info}, or {@code warning} for what did not end well
 */
@Schema(name = "LogLine")
public record LoggedLine(Instant at, String level, String requestId, String message) {
    static LoggedLine of(LoggedRequest request) {
        return new LoggedLine(
                request.startedAt(),
                level(request.status()),
                request.requestId(),
                message(
                        request.clientProtocol(),
                        request.requestedModel(),
                        request.route(),
                        request.status(),
                        request.durationMillis(),
                        request.failureMessage()));
    }

    static LoggedLine of(SettledRequest request) {
        var started = request.started();
        Protocol protocol = started.clientProtocol();
        var failure = request.failure();
        return new LoggedLine(
                started.startedAt(),
                level(request.status()),
                request.requestId(),
                message(
                        protocol.id(),
                        started.requestedModel(),
                        request.route(),
                        request.status(),
                        request.duration().toMillis(),
                        failure == null ? null : failure.message()));
    }

    private static String level(UsageStatus status) {
        return switch (status) {
            case STARTED, SUCCEEDED, CANCELLED -> "info";
            case FAILED, INTERRUPTED -> "warning";
        };
    }

    private static String message(
            String protocol,
            String requested,
            @Nullable String route,
            UsageStatus status,
            @Nullable Long millis,
            @Nullable String failure) {
        var text = new StringBuilder(protocol).append(' ').append(requested);
        if (route != null && !route.equals(requested)) {
            text.append(" -> ").append(route);
        }
        text.append(' ').append(status.id());
        if (millis != null) {
            text.append(" after ").append(millis).append(" ms");
        }
        if (failure != null) {
            text.append(": ").append(failure);
        }
        return text.toString();
    }
}
