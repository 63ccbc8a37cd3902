package dev.signalbox.usage;

import dev.signalbox.catalog.Money;
import dev.signalbox.chat.Failure;
import dev.signalbox.chat.FinishReason;
import dev.signalbox.chat.Protocol;
import dev.signalbox.chat.TokenUsage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Requests to settle in tests. */
final class Requests {
    static final UUID KEY = UUID.fromString("00000000-0000-4000-8000-000000000001");
    static final UUID ACCOUNT = UUID.fromString("00000000-0000-4000-8000-000000000002");
    static final Instant START = Instant.parse("2026-03-01T10:15:30Z");

    private Requests() {}

    static StartedRequest started(String id) {
        return started(id, START);
    }

    static StartedRequest started(String id, Instant at) {
        return new StartedRequest(id, KEY, "laptop", Protocol.ANTHROPIC_MESSAGES, "glm/glm-4.6", true, at);
    }

    static SettledRequest succeeded(StartedRequest started) {
        return new SettledRequest(
                started,
                UsageStatus.SUCCEEDED,
                "glm/glm-4.6",
                "glm",
                "glm-4.6",
                ACCOUNT,
                Duration.ofMillis(120),
                Duration.ofMillis(900),
                FinishReason.STOP,
                new TokenUsage(100, 40, 2000, 30, 5, 12),
                false,
                new Charge(
                        new Money(123_456),
                        new Money(600_000_000),
                        new Money(2_200_000_000L),
                        new Money(110_000_000),
                        new Money(600_000_000),
                        new Money(600_000_000)),
                List.of("top_k", "metadata.user_id"),
                null,
                List.of(
                        new Attempt("kimi/k2", null, null, 529, Failure.Kind.OVERLOADED, "busy", Duration.ofMillis(80)),
                        new Attempt("glm/glm-4.6", ACCOUNT, "work", 200, null, null, Duration.ofMillis(820))),
                List.of(
                        new RouteDecision("kimi/k2", null, null, "failed", "overloaded; place 1"),
                        new RouteDecision("glm/glm-4.6", ACCOUNT, "work", "chosen", "place 2")));
    }

    static SettledRequest succeeded(String id) {
        return succeeded(started(id));
    }

    /** Answered by a model of which no price is known. */
    static SettledRequest unpriced(String id, Instant at, UsageStatus status) {
        return new SettledRequest(
                started(id, at),
                status,
                "own/model",
                "own",
                "model",
                null,
                Duration.ofMillis(10),
                Duration.ofMillis(30),
                FinishReason.STOP,
                TokenUsage.of(7, 3),
                false,
                null,
                List.of(),
                null,
                List.of(),
                List.of());
    }

    static SettledRequest failed(String id, Instant at) {
        return new SettledRequest(
                started(id, at),
                UsageStatus.FAILED,
                null,
                null,
                null,
                null,
                null,
                Duration.ofMillis(30),
                null,
                TokenUsage.of(7, 0),
                true,
                null,
                List.of(),
                Failure.of(Failure.Kind.OVERLOADED, 529, "nobody answered"),
                List.of(),
                List.of());
    }
}
