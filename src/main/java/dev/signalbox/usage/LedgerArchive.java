package dev.signalbox.usage;

import dev.signalbox.Service;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The ledger's settled requests as texts, to be carried to another gateway and written there, each once. */
@Service
public class LedgerArchive {
    /** How many requests are carried at most, the newest: a backup is held in memory. */
    public static final int MOST = 50_000;

    private static final int AT_ONCE = 500;
    private static final String NEWEST =
            " from usage_request where status <> 'started' order by started_at desc, id desc" + " fetch first " + MOST
                    + " rows only";

    private final DataSource dataSource;

    @Inject
    LedgerArchive(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * Rows of both tables; a row has a text, or null, for each of its columns.
     *
     * @param requests with the columns of {@link ArchivedColumn#REQUEST}, oldest first
     * @param attempts with the columns of {@link ArchivedColumn#ATTEMPT}
     */
    public record Rows(List<List<@Nullable String>> requests, List<List<@Nullable String>> attempts) {
        public Rows {
            attempts = attempts.stream().map(Rows::completed).toList();
        }

        public static final Rows NONE = new Rows(List.of(), List.of());

        /** With other ids for accounts, keys and nodes, which are called differently where the rows arrive. */
        public Rows renamed(UnaryOperator<String> id) {
            return new Rows(
                    renamed(requests, id, Set.of("key_id", "account_id", "provider"), ArchivedColumn.REQUEST),
                    renamed(attempts, id, Set.of("account_id"), ArchivedColumn.ATTEMPT));
        }

        /** An attempt as an earlier version wrote it lacks the columns that came later. */
        private static List<@Nullable String> completed(List<@Nullable String> attempt) {
            int missing = ArchivedColumn.ATTEMPT.size() - attempt.size();
            if (missing <= 0 || attempt.size() < ArchivedColumn.FIRST_ATTEMPT) {
                return attempt;
            }
            var whole = new ArrayList<@Nullable String>(attempt);
            whole.addAll(Collections.nCopies(missing, null));
            return whole;
        }

        private static List<List<@Nullable String>> renamed(
                List<List<@Nullable String>> rows,
                UnaryOperator<String> id,
                Set<String> columns,
                List<ArchivedColumn> all) {
            var renamed = new ArrayList<List<@Nullable String>>(rows.size());
            for (var row : rows) {
                var copy = new ArrayList<>(row);
                for (int i = 0; i < all.size(); i++) {
                    var value = copy.get(i);
                    if (value != null && columns.contains(all.get(i).name())) {
                        copy.set(i, id.apply(value));
                    }
                }
                renamed.add(copy);
            }
            return renamed;
        }
    }

    /** What is settled, the newest {@value #MOST} of it. */
    public Rows read() {
        try (var connection = dataSource.getConnection()) {
            var requests = new ArrayList<>(
                    read(connection, ArchivedColumn.REQUEST, "select " + names(ArchivedColumn.REQUEST) + NEWEST));
            Collections.reverse(requests);
            var attempts = read(
                    connection,
                    ArchivedColumn.ATTEMPT,
                    "select " + names(ArchivedColumn.ATTEMPT) + " from usage_attempt where request_id in (select"
                            + " request_id from (select request_id" + NEWEST + ") newest) order by request_id,"
                            + " position");
            return new Rows(requests, attempts);
        } catch (SQLException failed) {
            throw new IllegalStateException("the ledger cannot be read", failed);
        }
    }

    private static List<List<@Nullable String>> read(Connection connection, List<ArchivedColumn> columns, String sql)
            throws SQLException {
        var rows = new ArrayList<List<@Nullable String>>();
        try (var query = connection.prepareStatement(sql);
                var found = query.executeQuery()) {
            while (found.next()) {
                rows.add(row(columns, found));
            }
        }
        return rows;
    }

    private static List<@Nullable String> row(List<ArchivedColumn> columns, ResultSet found) throws SQLException {
        var row = new ArrayList<@Nullable String>(columns.size());
        for (int i = 0; i < columns.size(); i++) {
            row.add(columns.get(i).read(found, i + 1));
        }
        return row;
    }

    /** How many of these requests are not here yet. */
    public int missing(Rows rows) {
        try (var connection = dataSource.getConnection()) {
            return rows.requests().size() - known(connection, ids(rows)).size();
        } catch (SQLException failed) {
            throw new IllegalStateException("the ledger cannot be read", failed);
        }
    }

    /** Writes those that are not here yet, all or none. */
    public void write(Rows rows) {
        try {
            LedgerTransaction.run(dataSource, connection -> {
                var known = known(connection, ids(rows));
                insert(connection, "usage_request", ArchivedColumn.REQUEST, rows.requests(), known);
                insert(connection, "usage_attempt", ArchivedColumn.ATTEMPT, rows.attempts(), known);
            });
        } catch (SQLException failed) {
            throw new IllegalStateException("the ledger does not take the rows", failed);
        }
    }

    private static List<String> ids(Rows rows) {
        return rows.requests().stream()
                .map(List::getFirst)
                .map(id -> id == null ? "" : id)
                .toList();
    }

    private static Set<String> known(Connection connection, List<String> ids) throws SQLException {
        var known = new HashSet<String>();
        for (int from = 0; from < ids.size(); from += AT_ONCE) {
            var some = ids.subList(from, Math.min(ids.size(), from + AT_ONCE));
            var marks = String.join(", ", Collections.nCopies(some.size(), "?"));
            try (var query = connection.prepareStatement(
                    "select request_id from usage_request where request_id in (" + marks + ")")) {
                for (int i = 0; i < some.size(); i++) {
                    query.setString(i + 1, some.get(i));
                }
                try (var found = query.executeQuery()) {
                    while (found.next()) {
                        known.add(found.getString(1));
                    }
                }
            }
        }
        return known;
    }

    private static void insert(
            Connection connection,
            String table,
            List<ArchivedColumn> columns,
            List<List<@Nullable String>> rows,
            Set<String> known)
            throws SQLException {
        var own = table.equals("usage_request") ? ", node_id" : "";
        var sql = "insert into " + table + " (" + names(columns) + own + ") values (?"
                + ", ?".repeat(columns.size() - 1) + (own.isEmpty() ? ")" : ", ?)");
        var node = UUID.randomUUID();
        int waiting = 0;
        try (var insert = connection.prepareStatement(sql)) {
            for (var row : rows) {
                if (row.size() != columns.size() || known.contains(String.valueOf(row.getFirst()))) {
                    continue;
                }
                fill(insert, columns, row);
                if (!own.isEmpty()) {
                    insert.setObject(columns.size() + 1, node);
                }
                insert.addBatch();
                if (++waiting % AT_ONCE == 0) {
                    insert.executeBatch();
                }
            }
            insert.executeBatch();
        }
    }

    private static void fill(PreparedStatement insert, List<ArchivedColumn> columns, List<@Nullable String> row)
            throws SQLException {
        for (int i = 0; i < columns.size(); i++) {
            columns.get(i).write(insert, i + 1, row.get(i));
        }
    }

    private static String names(List<ArchivedColumn> columns) {
        return columns.stream().map(ArchivedColumn::name).collect(Collectors.joining(", "));
    }
}
