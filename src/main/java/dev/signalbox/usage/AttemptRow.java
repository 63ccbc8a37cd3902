package dev.signalbox.usage;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code usage_attempt}, for reading: {@link LedgerRows} writes. */
@Entity
@Table(name = "usage_attempt")
@SuppressWarnings("NullAway.Init") // the provider fills the fields
class AttemptRow {
    /** Which attempt of which request; public, because EclipseLink makes records without asking for access. */
    @Embeddable
    public record Key(@Column(name = "request_id") String requestId, int position) {}

    @EmbeddedId
    @SuppressWarnings("UnusedVariable") // queries read it
    private Key key;

    private String route;

    @Column(name = "account_id")
    private @Nullable UUID accountId;

    @Column(name = "account_name")
    private @Nullable String account;

    private @Nullable Integer status;
    private @Nullable String failure;

    @Column(name = "failure_message")
    private @Nullable String message;

    @Column(name = "duration_millis")
    private long durationMillis;

    protected AttemptRow() {}

    LoggedAttempt logged() {
        return new LoggedAttempt(route, accountId, account, status, failure, message, durationMillis);
    }
}
