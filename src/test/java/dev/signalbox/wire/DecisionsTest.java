package dev.signalbox.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Carries out every case under {@code wire/decisions}, each of which holds a row of {@code docs/wire-decisions.md};
 * {@code -Dsignalbox.golden.update=true} writes down what the codecs do now, to be read before it is believed.
 */
class DecisionsTest {
    static final Path CASES = Path.of("src", "test", "resources", "wire", "decisions");
    private static final ObjectMapper PRETTY = new ObjectMapper();

    static List<Path> cases() throws IOException {
        try (Stream<Path> files = Files.walk(CASES)) {
            return files.filter(f -> f.toString().endsWith(".json")).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void doesWhatWasDecided(Path file) throws IOException {
        var expected = (ObjectNode) Json.parse(Files.readAllBytes(file)).orElseThrow();
        var actual = new DecisionCase(expected).carriedOut();
        if (Boolean.getBoolean("signalbox.golden.update")) {
            Files.writeString(file, PRETTY.writerWithDefaultPrettyPrinter().writeValueAsString(actual) + "\n");
            expected = actual;
        }
        assertThat(expected.has("sent") || expected.has("refused") || expected.has("stream"))
                .as("the case expects something")
                .isTrue();
        assertThat(actual).isEqualTo(expected);
    }

    @Test
    void holdsAllCases() throws IOException {
        assertThat(cases()).hasSizeGreaterThan(30);
    }
}
