package dev.signalbox.usage;

import dev.signalbox.chat.TokenUsage;
import dev.signalbox.database.InstantConverter;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code usage_request}, for reading: {@link LedgerRows} writes. */
@Entity
@Table(name = "usage_request")
@SuppressWarnings("NullAway.Init") // the provider fills the fields
class RequestRow {
    @Id
    private long id;

    @Column(name = "request_id")
    private String requestId;

    private String status;

    @Column(name = "key_id")
    private @Nullable UUID keyId;

    @Column(name = "key_name")
    private @Nullable String keyName;

    @Column(name = "client_protocol")
    private String clientProtocol;

    @Column(name = "requested_model")
    private String requestedModel;

    private boolean stream;

    @Column(name = "started_at")
    @Convert(converter = InstantConverter.class)
    private Instant startedAt;

    @Column(name = "started_hour")
    private int startedHour;

    private @Nullable String route;
    private @Nullable String provider;
    private @Nullable String model;

    @Column(name = "account_id")
    private @Nullable UUID accountId;

    @Column(name = "first_event_millis")
    private @Nullable Long firstEventMillis;

    @Column(name = "duration_millis")
    private @Nullable Long durationMillis;

    @Column(name = "stop_reason")
    private @Nullable String stopReason;

    @Column(name = "input_tokens")
    private long input;

    @Column(name = "output_tokens")
    private long output;

    @Column(name = "cache_read_tokens")
    private long cacheRead;

    @Column(name = "cache_write_5m_tokens")
    private long cacheWrite5m;

    @Column(name = "cache_write_1h_tokens")
    private long cacheWrite1h;

    @Column(name = "reasoning_tokens")
    private long reasoning;

    private boolean estimated;

    @Column(name = "cost_nanos")
    private long costNanos;

    @Column(name = "price_input")
    private @Nullable Long inputPrice;

    private @Nullable String losses;

    @Column(name = "failure_kind")
    private @Nullable String failureKind;

    @Column(name = "failure_status")
    private @Nullable Integer failureStatus;

    @Column(name = "failure_message")
    private @Nullable String failureMessage;

    private @Nullable String decisions;

    protected RequestRow() {}

    LoggedRequest logged(List<LoggedAttempt> attempts) {
        return new LoggedRequest(
                id,
                requestId,
                UsageStatus.of(status),
                keyId,
                keyName,
                clientProtocol,
                requestedModel,
                stream,
                startedAt,
                route,
                provider,
                model,
                accountId,
                firstEventMillis,
                durationMillis,
                stopReason,
                new TokenUsage(input, output, cacheRead, cacheWrite5m, cacheWrite1h, reasoning),
                estimated,
                costNanos,
                inputPrice != null,
                losses == null ? List.of() : losses.lines().toList(),
                failureKind,
                failureStatus,
                failureMessage,
                RouteDecision.read(decisions),
                attempts);
    }
}
