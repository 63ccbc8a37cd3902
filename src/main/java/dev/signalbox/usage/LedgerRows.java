package dev.signalbox.usage;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** The ledger's statements: JDBC batches, because the entity manager would read every row before changing it. */
final class LedgerRows {
    private static final String STARTED_COLUMNS =
            "request_id, node_id, key_id, key_name, client_protocol, requested_model, stream, started_at, started_hour";
    private static final List<String> SETTLED_COLUMNS = List.of(
            "status",
            "route",
            "provider",
            "model",
            "account_id",
            "first_event_millis",
            "duration_millis",
            "stop_reason",
            "input_tokens",
            "output_tokens",
            "cache_read_tokens",
            "cache_write_5m_tokens",
            "cache_write_1h_tokens",
            "reasoning_tokens",
            "estimated",
            "cost_nanos",
            "price_input",
            "price_output",
            "price_cache_read",
            "price_cache_write_5m",
            "price_cache_write_1h",
            "losses",
            "failure_kind",
            "failure_status",
            "failure_message",
            "decisions");
    private static final String INSERT_STARTED =
            "insert into usage_request (" + STARTED_COLUMNS + ", status) values (?" + ", ?".repeat(8) + ", 'started')";
    private static final String INSERT_SETTLED = "insert into usage_request (" + STARTED_COLUMNS + ", "
            + String.join(", ", SETTLED_COLUMNS) + ") values (?" + ", ?".repeat(8 + SETTLED_COLUMNS.size()) + ")";
    private static final String UPDATE_SETTLED =
            "update usage_request set " + String.join(" = ?, ", SETTLED_COLUMNS) + " = ? where request_id = ?";
    private static final String INSERT_ATTEMPT = "insert into usage_attempt (request_id, position, route, account_id,"
            + " account_name, status, failure, duration_millis, failure_message) values (?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private final DataSource dataSource;
    private final UUID node;

    LedgerRows(DataSource dataSource, UUID node) {
        this.dataSource = dataSource;
        this.node = node;
    }

    /** Writes a batch in one transaction; durable when it returns. */
    void append(LedgerBatch batch) throws SQLException {
        LedgerTransaction.run(dataSource, connection -> {
            insertStarts(connection, batch.starts());
            insertSettled(connection, batch.inserts());
            updateSettled(connection, batch.updates());
            insertAttempts(connection, batch.inserts());
            insertAttempts(connection, batch.updates());
        });
    }

    /** Brings one request's rows to this state whatever an earlier, failed write has left of it. */
    void reconcile(StartedRequest request) throws SQLException {
        LedgerTransaction.run(dataSource, connection -> {
            if (!exists(connection, request.requestId())) {
                insertStarts(connection, List.of(request));
            }
        });
    }

    /** Brings one request's rows to this state whatever an earlier, failed write has left of it. */
    void reconcile(LedgerEntry.Settle entry) throws SQLException {
        LedgerTransaction.run(dataSource, connection -> {
            var id = entry.request().requestId();
            try (var delete = connection.prepareStatement("delete from usage_attempt where request_id = ?")) {
                delete.setString(1, id);
                delete.executeUpdate();
            }
            if (exists(connection, id)) {
                updateSettled(connection, List.of(entry));
            } else {
                insertSettled(connection, List.of(entry));
            }
            insertAttempts(connection, List.of(entry));
        });
    }

    private static boolean exists(Connection connection, String requestId) throws SQLException {
        try (var query = connection.prepareStatement("select 1 from usage_request where request_id = ?")) {
            query.setString(1, requestId);
            try (var found = query.executeQuery()) {
                return found.next();
            }
        }
    }

    private void insertStarts(Connection connection, List<StartedRequest> requests) throws SQLException {
        if (requests.isEmpty()) {
            return;
        }
        try (var insert = connection.prepareStatement(INSERT_STARTED)) {
            for (var request : requests) {
                new RowColumns(insert).started(request, node);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private void insertSettled(Connection connection, List<LedgerEntry.Settle> entries) throws SQLException {
        if (entries.isEmpty()) {
            return;
        }
        try (var insert = connection.prepareStatement(INSERT_SETTLED)) {
            for (var entry : entries) {
                new RowColumns(insert).started(entry.request().started(), node).settled(entry.request());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** Fails when a row is missing, so that the caller reconciles instead of losing the settlement. */
    private static void updateSettled(Connection connection, List<LedgerEntry.Settle> entries) throws SQLException {
        if (entries.isEmpty()) {
            return;
        }
        try (var update = connection.prepareStatement(UPDATE_SETTLED)) {
            for (var entry : entries) {
                new RowColumns(update)
                        .settled(entry.request())
                        .text(entry.request().requestId(), 100);
                update.addBatch();
            }
            for (var count : update.executeBatch()) {
                if (count == 0) {
                    throw new SQLException("a started request has no row any more", "02000");
                }
            }
        }
    }

    private static void insertAttempts(Connection connection, List<LedgerEntry.Settle> entries) throws SQLException {
        if (entries.stream().allMatch(e -> e.request().attempts().isEmpty())) {
            return;
        }
        try (var insert = connection.prepareStatement(INSERT_ATTEMPT)) {
            for (var entry : entries) {
                addAttempts(insert, entry.request());
            }
            insert.executeBatch();
        }
    }

    private static void addAttempts(PreparedStatement insert, SettledRequest request) throws SQLException {
        for (int position = 0; position < request.attempts().size(); position++) {
            new RowColumns(insert)
                    .attempt(request.requestId(), position, request.attempts().get(position));
            insert.addBatch();
        }
    }
}
