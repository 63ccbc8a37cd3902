package dev.signalbox.usage;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** One local JDBC transaction, durable against the death of the process when it returns. */
final class LedgerTransaction {
    /** The statements of a transaction. */
    @FunctionalInterface
    interface Work {
        void on(Connection connection) throws SQLException;
    }

    private LedgerTransaction() {}

    static void run(DataSource dataSource, Work work) throws SQLException {
        try (var connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                work.on(connection);
                connection.commit();
            } catch (SQLException | RuntimeException failed) {
                rollBack(connection, failed);
                throw failed;
            }
            connection.setAutoCommit(true);
            makeDurable(connection);
        }
    }

    private static void rollBack(Connection connection, Exception cause) {
        try {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException alsoFailed) {
            cause.addSuppressed(alsoFailed);
        }
    }

    /** H2 writes committed changes to its file up to half a second later, unless told to do it now. */
    private static void makeDurable(Connection connection) throws SQLException {
        if (!isEmbedded(connection)) {
            return;
        }
        try (var statement = connection.createStatement()) {
            statement.execute("checkpoint");
        }
    }

    static boolean isEmbedded(Connection connection) throws SQLException {
        return "H2".equals(connection.getMetaData().getDatabaseProductName());
    }
}
