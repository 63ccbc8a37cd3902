package dev.signalbox.database;

import dev.signalbox.Service;
import jakarta.annotation.Resource;
import jakarta.enterprise.inject.Produces;
import javax.sql.DataSource;

/** Makes the server's data source injectable; its own definition is in server.xml. */
@Service
class DataSources {
    @Produces
    @Resource(lookup = "jdbc/signalbox")
    @SuppressWarnings("NullAway.Init") // a resource is produced from a field that the container fills
    DataSource dataSource;
}
