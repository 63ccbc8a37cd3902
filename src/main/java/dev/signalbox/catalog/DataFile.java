package dev.signalbox.catalog;

import jakarta.json.Json;
import jakarta.json.JsonException;
import java.io.IOException;
import java.io.UncheckedIOException;

/** One JSON file of the catalogue on the class path. */
final class DataFile {
    private static final String FOLDER = "/catalogue/";

    private DataFile() {}

    static Fields read(String name) {
        try (var stream = DataFile.class.getResourceAsStream(FOLDER + name)) {
            if (stream == null) {
                throw new CatalogException("the catalogue lacks its file " + name);
            }
            try (var reader = Json.createReader(stream)) {
                return new Fields(name, reader.readObject());
            }
        } catch (JsonException e) {
            throw new CatalogException(name + " is not a JSON object: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
