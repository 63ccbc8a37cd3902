package dev.signalbox.usage;

import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * This process among those that share the database. A heartbeat row says it lives; the started requests of a process that
 * has none left, or has been silent for longer than the lease, are settled as interrupted.
 */
final class LedgerNode {
    private static final System.Logger LOG = System.getLogger(LedgerNode.class.getName());

    private final DataSource dataSource;
    private final UUID id;
    private final Duration lease;
    private final Clock clock;

    LedgerNode(DataSource dataSource, UUID id, Duration lease, Clock clock) {
        this.dataSource = dataSource;
        this.id = id;
        this.lease = lease;
        this.clock = clock;
    }

    /** Enters this process; an embedded database has one user, so every other process it knows of is dead. */
    void enter() throws SQLException {
        LedgerTransaction.run(dataSource, connection -> {
            if (LedgerTransaction.isEmbedded(connection)) {
                tidy(connection);
                interrupt(connection, others(connection));
            }
            insertHeartbeat(connection);
            interrupt(connection, silent(connection));
        });
    }

    /** Renews this process's lease and settles what dead ones left. */
    void beat() throws SQLException {
        LedgerTransaction.run(dataSource, connection -> {
            try (var update = connection.prepareStatement("update usage_node set heartbeat_at = ? where id = ?")) {
                update.setObject(1, now());
                update.setObject(2, id);
                if (update.executeUpdate() == 0) {
                    insertHeartbeat(connection);
                }
            }
            interrupt(connection, silent(connection));
        });
    }

    /** Leaves in order: nothing of this process is under way any more. */
    void leave() throws SQLException {
        LedgerTransaction.run(dataSource, connection -> interrupt(connection, List.of(id)));
    }

    /** Every commit rewrites pages; reusing their room after ten seconds, not 45, keeps the file small under load. */
    private static void tidy(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("set retention_time 10000");
        }
    }

    private void insertHeartbeat(Connection connection) throws SQLException {
        try (var insert = connection.prepareStatement("insert into usage_node (id, heartbeat_at) values (?, ?)")) {
            insert.setObject(1, id);
            insert.setObject(2, now());
            insert.executeUpdate();
        }
    }

    private List<UUID> others(Connection connection) throws SQLException {
        try (var query = connection.prepareStatement("select id from usage_node where id <> ?")) {
            query.setObject(1, id);
            return ids(query);
        }
    }

    private List<UUID> silent(Connection connection) throws SQLException {
        try (var query = connection.prepareStatement("select id from usage_node where heartbeat_at < ? and id <> ?")) {
            query.setObject(1, now().minus(lease));
            query.setObject(2, id);
            return ids(query);
        }
    }

    private static List<UUID> ids(java.sql.PreparedStatement query) throws SQLException {
        var ids = new ArrayList<UUID>();
        try (var found = query.executeQuery()) {
            while (found.next()) {
                ids.add(found.getObject(1, UUID.class));
            }
        }
        return ids;
    }

    private static void interrupt(Connection connection, List<UUID> nodes) throws SQLException {
        for (var node : nodes) {
            try (var update = connection.prepareStatement(
                            "update usage_request set status = 'interrupted' where status = 'started' and node_id = ?");
                    var delete = connection.prepareStatement("delete from usage_node where id = ?")) {
                update.setObject(1, node);
                var count = update.executeUpdate();
                delete.setObject(1, node);
                delete.executeUpdate();
                if (count > 0) {
                    LOG.log(Level.INFO, "{0} requests were under way when their gateway died", count);
                }
            }
        }
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
