package dev.signalbox.usage;

import dev.signalbox.catalog.Money;
import dev.signalbox.chat.Failure;
import dev.signalbox.chat.TokenUsage;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Binds the values of one row to a statement, column after column. */
final class RowColumns {
    private static final int DECISIONS = 8000;
    private static final int MESSAGE = 2000;

    private final PreparedStatement statement;
    private int next = 1;

    RowColumns(PreparedStatement statement) {
        this.statement = statement;
    }

    RowColumns started(StartedRequest request, UUID node) throws SQLException {
        return text(request.requestId(), 100)
                .uuid(node)
                .uuid(request.keyId())
                .text(request.keyName(), 200)
                .text(request.clientProtocol().id(), 32)
                .text(request.requestedModel(), 300)
                .bool(request.stream())
                .time(request.startedAt())
                .integer(UsageHours.of(request.startedAt()));
    }

    RowColumns settled(SettledRequest request) throws SQLException {
        text(request.status().id(), 16).text(request.route(), 400).text(request.provider(), 100);
        text(request.model(), 300).uuid(request.accountId());
        millis(request.firstEvent()).millis(request.duration()).word(request.stopReason());
        tokens(request.usage()).bool(request.estimated()).charge(request.charge());
        text(request.losses().isEmpty() ? null : String.join("\n", request.losses()), 4000);
        failure(request.failure());
        return text(RouteDecision.write(request.decisions(), DECISIONS), DECISIONS);
    }

    private RowColumns failure(@Nullable Failure failure) throws SQLException {
        if (failure == null) {
            return word(null).integer(null).text(null, MESSAGE);
        }
        return word(failure.kind()).integer(failure.status()).text(failure.message(), MESSAGE);
    }

    RowColumns attempt(String requestId, int position, Attempt attempt) throws SQLException {
        return text(requestId, 100)
                .integer(position)
                .text(attempt.route(), 400)
                .uuid(attempt.accountId())
                .text(attempt.account(), 200)
                .integer(attempt.status())
                .word(attempt.failure())
                .millis(attempt.duration())
                .text(attempt.message(), MESSAGE);
    }

    private RowColumns tokens(TokenUsage usage) throws SQLException {
        return number(usage.input())
                .number(usage.output())
                .number(usage.cacheRead())
                .number(usage.cacheWrite5m())
                .number(usage.cacheWrite1h())
                .number(usage.reasoning());
    }

    private void charge(@Nullable Charge charge) throws SQLException {
        if (charge == null) {
            number(0L).number(null).number(null).number(null).number(null).number(null);
            return;
        }
        money(charge.cost()).money(charge.input()).money(charge.output());
        money(charge.cacheRead()).money(charge.cacheWrite5m()).money(charge.cacheWrite1h());
    }

    private RowColumns money(Money amount) throws SQLException {
        return number(amount.nanos());
    }

    /** PostgreSQL refuses NUL in text, and a client chooses what it calls a model. */
    RowColumns text(@Nullable String value, int max) throws SQLException {
        var clean = value == null || value.indexOf('\0') < 0 ? value : value.replace("\0", "");
        statement.setString(next++, clean == null || clean.length() <= max ? clean : clean.substring(0, max));
        return this;
    }

    private RowColumns word(@Nullable Enum<?> value) throws SQLException {
        return text(value == null ? null : value.name().toLowerCase(Locale.ROOT), 32);
    }

    private RowColumns bool(boolean value) throws SQLException {
        statement.setBoolean(next++, value);
        return this;
    }

    private RowColumns integer(@Nullable Integer value) throws SQLException {
        if (value == null) {
            statement.setNull(next++, Types.INTEGER);
        } else {
            statement.setInt(next++, value);
        }
        return this;
    }

    private RowColumns number(@Nullable Long value) throws SQLException {
        if (value == null) {
            statement.setNull(next++, Types.BIGINT);
        } else {
            statement.setLong(next++, value);
        }
        return this;
    }

    private RowColumns millis(@Nullable Duration value) throws SQLException {
        return number(value == null ? null : value.toMillis());
    }

    private RowColumns uuid(@Nullable UUID value) throws SQLException {
        statement.setObject(next++, value, Types.OTHER);
        return this;
    }

    private RowColumns time(Instant value) throws SQLException {
        statement.setObject(next++, value.atOffset(ZoneOffset.UTC));
        return this;
    }
}
