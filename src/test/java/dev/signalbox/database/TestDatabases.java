package dev.signalbox.database;

import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

/** Databases for tests, with the settings of the real ones. */
public final class TestDatabases {
    static final String H2_SETTINGS =
            ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0";

    private TestDatabases() {}

    /** A database in memory that lives as long as the process, with the schema in place. */
    public static DataSource migrated(String name) {
        var database = h2("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1");
        Migrations.migrate(database);
        return database;
    }

    static DataSource h2(String address) {
        var database = new JdbcDataSource();
        database.setUrl(address + H2_SETTINGS);
        database.setUser("sa");
        database.setPassword("");
        return database;
    }
}
