package dev.signalbox.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ScriptsTest {
    @Test
    void namesEveryScriptOfTheFolderOldestFirst() throws Exception {
        var folder = Path.of(Objects.requireNonNull(Scripts.class.getResource(Scripts.FOLDER))
                .toURI());
        try (var files = Files.list(folder)) {
            assertThat(Scripts.NAMES)
                    .containsExactlyInAnyOrderElementsOf(
                            files.map(file -> file.getFileName().toString()).toList());
        }
        assertThat(Scripts.NAMES)
                .isSortedAccordingTo(Comparator.comparing(name -> Integer.valueOf(SchemaHistory.version(name))));
    }

    @Test
    void readsAScriptThatIsListedAndNoOther() throws IOException {
        var scripts = new Scripts();

        var script = Objects.requireNonNull(scripts.getResource("V1__access.sql"));
        try (var reader = script.read()) {
            assertThat(reader.read()).isPositive();
        }
        assertThat(scripts.getResource("V0__unknown.sql")).isNull();
        assertThat(scripts.getResources("V", new String[] {".sql"})).hasSameSizeAs(Scripts.NAMES);
        assertThat(scripts.getResources("R", new String[] {".sql"})).isEmpty();
    }
}
