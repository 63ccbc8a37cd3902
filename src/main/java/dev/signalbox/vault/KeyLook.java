package dev.signalbox.vault;

import dev.signalbox.Service;
import dev.signalbox.startup.StartGate;
import dev.signalbox.startup.StartupOrder;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/** Compares the master key before the schema is brought up to date, so that a start with the wrong one changes nothing. */
@Service
class KeyLook {
    private final Instance<DataSource> dataSource;
    private final Vault vault;
    private final StartGate gate;

    @Inject
    KeyLook(Instance<DataSource> dataSource, Vault vault, StartGate gate) {
        this.dataSource = dataSource;
        this.vault = vault;
        this.gate = gate;
    }

    void onStartup(@Observes @Priority(StartupOrder.COMPARE_KEY) Startup event) {
        gate.pass(() -> look(dataSource.get(), vault));
    }

    static void look(DataSource database, Vault vault) {
        try (var connection = database.getConnection()) {
            sealed(connection).ifPresent(word -> KeyChecks.compare(vault, word));
        } catch (SQLException unreadable) {
            throw new IllegalStateException("The database cannot be looked at", unreadable);
        }
    }

    private static Optional<SealedText> sealed(Connection connection) throws SQLException {
        try (var tables = connection.prepareStatement("select 1 from information_schema.tables"
                + " where table_name = 'key_check' and table_schema = current_schema")) {
            if (!tables.executeQuery().next()) {
                return Optional.empty();
            }
        }
        try (var word = connection.prepareStatement("select sealed from key_check where id = ?")) {
            word.setInt(1, KeyCheck.ID);
            var found = word.executeQuery();
            return found.next() ? Optional.of(new SealedText(found.getString(1))) : Optional.empty();
        }
    }
}
