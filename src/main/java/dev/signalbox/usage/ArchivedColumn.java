package dev.signalbox.usage;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A column of the ledger as it is carried in a backup. */
record ArchivedColumn(String name, Type type) {
    /** How a value is written as text. */
    enum Type {
        TEXT,
        NUMBER,
        FLAG,
        MOMENT,
        ID
    }

    /** The request's id comes first; the node that wrote the row is not carried. */
    static final List<ArchivedColumn> REQUEST = columns(
            Type.TEXT,
            "request_id status key_name client_protocol requested_model route provider model stop_reason losses"
                    + " failure_kind failure_message decisions",
            Type.ID,
            "key_id account_id",
            Type.FLAG,
            "stream estimated",
            Type.MOMENT,
            "started_at",
            Type.NUMBER,
            "started_hour first_event_millis duration_millis input_tokens output_tokens cache_read_tokens"
                    + " cache_write_5m_tokens cache_write_1h_tokens reasoning_tokens cost_nanos price_input price_output"
                    + " price_cache_read price_cache_write_5m price_cache_write_1h failure_status");

    static final List<ArchivedColumn> ATTEMPT = columns(
            Type.TEXT,
            "request_id route account_name failure",
            Type.ID,
            "account_id",
            Type.NUMBER,
            "position status duration_millis",
            Type.TEXT,
            "failure_message");

    /** Columns of an attempt in backups of the first versions; what came since stands behind them. */
    static final int FIRST_ATTEMPT = 8;

    private static List<ArchivedColumn> columns(Object... typesAndNames) {
        var columns = new ArrayList<ArchivedColumn>();
        for (int i = 0; i < typesAndNames.length; i += 2) {
            var type = (Type) typesAndNames[i];
            for (var name : ((String) typesAndNames[i + 1]).split(" ", -1)) {
                columns.add(new ArchivedColumn(name, type));
            }
        }
        return List.copyOf(columns);
    }

    @Nullable
    String read(ResultSet row, int index) throws SQLException {
        var value = switch (type) {
            case MOMENT -> row.getObject(index, OffsetDateTime.class).toInstant();
            case TEXT, NUMBER, FLAG, ID -> row.getObject(index);
        };
        return value == null ? null : value.toString();
    }

    void write(PreparedStatement insert, int index, @Nullable String value) throws SQLException {
        if (value == null) {
            insert.setNull(index, nothing());
            return;
        }
        switch (type) {
            case TEXT -> insert.setString(index, value);
            case NUMBER -> insert.setLong(index, Long.parseLong(value));
            case FLAG -> insert.setBoolean(index, Boolean.parseBoolean(value));
            case MOMENT ->
                insert.setObject(index, java.time.Instant.parse(value).atOffset(ZoneOffset.UTC));
            case ID -> insert.setObject(index, UUID.fromString(value));
        }
    }

    /** PostgreSQL wants to know of what there is nothing. */
    private int nothing() {
        return switch (type) {
            case TEXT -> Types.VARCHAR;
            case NUMBER -> Types.BIGINT;
            case FLAG -> Types.BOOLEAN;
            case MOMENT -> Types.TIMESTAMP_WITH_TIMEZONE;
            case ID -> Types.OTHER;
        };
    }
}
