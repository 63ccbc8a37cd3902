package dev.signalbox.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.persistence.Converter;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PersistenceUnitTest {
    @Test
    void listsEveryEntityEmbeddableAndConverter() throws IOException {
        var mapped = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("dev.signalbox").stream()
                        .filter(type -> type.isAnnotatedWith(Entity.class)
                                || type.isAnnotatedWith(Embeddable.class)
                                || type.isAnnotatedWith(Converter.class))
                        .map(JavaClass::getName)
                        .toList();

        try (var file = Objects.requireNonNull(getClass().getResourceAsStream("/META-INF/persistence.xml"))) {
            var text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(Pattern.compile("<class>(.*?)</class>")
                            .matcher(text)
                            .results()
                            .map(found -> found.group(1)))
                    .containsExactlyInAnyOrderElementsOf(mapped);
        }
    }
}
