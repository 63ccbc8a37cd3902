package dev.signalbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Compares docs/configuration.md with the keys that the code reads. */
class ConfigurationPageTest {
    private static final Pattern KEY = Pattern.compile("signalbox(\\.[a-z]+(-[a-z]+)*)+(?=[\"`=])");
    private static final Pattern PREFIX = Pattern.compile("\"(signalbox(\\.[a-z-]+)+\\.)\"");

    @Test
    void namesEverySettingOfTheCode() throws IOException {
        assertThat(page()).containsAll(keysOfTheCode());
    }

    @Test
    void namesNoSettingThatTheCodeDoesNotHave() throws IOException {
        var known = keysOfTheCode();
        var prefixes = found(PREFIX, code()).stream()
                .map(quoted -> quoted.substring(1, quoted.length() - 1))
                .toList();

        assertThat(page())
                .allMatch(key -> known.contains(key) || prefixes.stream().anyMatch(key::startsWith));
    }

    @Test
    void namesEveryShortVariable() throws IOException {
        var properties = Files.readString(Path.of("src/main/resources/META-INF/microprofile-config.properties"));
        var server = Files.readString(Path.of("src/main/liberty/config/server.xml"));
        var variables = found(Pattern.compile("(?<=\\$\\{)[A-Z_]+(?=[:}])"), properties + server);

        assertThat(variables).isNotEmpty();
        assertThat(found(Pattern.compile("(?<=`)[A-Z_]+(?=`)"), pageText())).containsAll(variables);
    }

    private static Set<String> keysOfTheCode() throws IOException {
        var keys = found(KEY, code());
        keys.addAll(
                found(KEY, Files.readString(Path.of("src/main/resources/META-INF/microprofile-config.properties"))));
        assertThat(keys).contains("signalbox.data-dir", "signalbox.shutdown-grace");
        return keys;
    }

    private static Set<String> page() throws IOException {
        return found(KEY, pageText());
    }

    private static String pageText() throws IOException {
        return Files.readString(Path.of("docs/configuration.md"));
    }

    /** The classes that read configuration; elsewhere a string of that form is something else. */
    private static String code() throws IOException {
        try (var files = Files.walk(Path.of("src/main/java"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(ConfigurationPageTest::text)
                    .filter(text -> text.contains("org.eclipse.microprofile.config."))
                    .collect(Collectors.joining("\n"));
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(m -> m.group()).collect(Collectors.toCollection(TreeSet::new));
    }
}
