package dev.signalbox.usage;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import javax.sql.DataSource;

/** Removes rows that are older than they need to be, a few at a time so that no settlement waits for it. */
final class LedgerRetention {
    private static final int ROWS = 500;

    private final DataSource dataSource;
    private final Duration retention;
    private final Clock clock;

    LedgerRetention(DataSource dataSource, Duration retention, Clock clock) {
        this.dataSource = dataSource;
        this.retention = retention;
        this.clock = clock;
    }

    /** Removes the oldest rows beyond the retention; tells whether there may be more. */
    boolean removeSome() throws SQLException {
        var limit = clock.instant().minus(retention).atOffset(ZoneOffset.UTC);
        var removed = new int[1];
        LedgerTransaction.run(dataSource, connection -> {
            try (var oldest = connection.prepareStatement("select max(id) from (select id from usage_request"
                            + " where started_at < ? and status <> 'started' order by started_at limit " + ROWS
                            + ") oldest");
                    var attempts = connection.prepareStatement("delete from usage_attempt where request_id in"
                            + " (select request_id from usage_request where started_at < ? and id <= ?)");
                    var requests =
                            connection.prepareStatement("delete from usage_request where started_at < ? and id <= ?")) {
                oldest.setObject(1, limit);
                var found = oldest.executeQuery();
                if (!found.next() || found.getLong(1) == 0) {
                    return;
                }
                for (var delete : new java.sql.PreparedStatement[] {attempts, requests}) {
                    delete.setObject(1, limit);
                    delete.setLong(2, found.getLong(1));
                }
                attempts.executeUpdate();
                removed[0] = requests.executeUpdate();
            }
        });
        return removed[0] >= ROWS;
    }
}
