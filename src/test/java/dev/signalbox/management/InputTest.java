package dev.signalbox.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class InputTest {
    @Test
    void readsWhatIsThere() {
        var input = input("{\"name\":\" a \",\"secret\":\" s \",\"on\":true,\"n\":7,\"until\":\"2026-12-31T00:00:00Z\","
                + "\"models\":[\"glm/x\"],\"gone\":null}");

        assertThat(input.text("name", 10)).isEqualTo("a");
        assertThat(input.verbatim("secret", 10)).isEqualTo(" s ");
        assertThat(input.flag("on")).contains(true);
        assertThat(input.number("n", 1, 9)).contains(7);
        assertThat(input.instant("until")).contains(Instant.parse("2026-12-31T00:00:00Z"));
        assertThat(input.texts("models", 10, 2).orElseThrow()).containsExactly("glm/x");
        assertThat(input.names("gone")).isTrue();
        assertThat(input.isNull("gone")).isTrue();
        assertThat(input.optionalText("gone", 10)).isEmpty();
        assertThat(input.names("absent")).isFalse();
    }

    @Test
    void namesTheFieldThatIsWrong() {
        var input =
                input("{\"name\":5,\"empty\":\"  \",\"long\":\"abcdef\",\"on\":\"yes\",\"n\":1.5,\"big\":99999999999,"
                        + "\"until\":\"tomorrow\",\"models\":[1],\"many\":[\"a\",\"b\",\"c\"],\"line\":\"a\\nb\"}");

        assertProblem(400, "name", () -> input.text("name", 5));
        assertProblem(400, "absent", () -> input.text("absent", 5));
        assertProblem(422, "empty", () -> input.text("empty", 5));
        assertProblem(422, "long", () -> input.text("long", 5));
        assertProblem(422, "line", () -> input.text("line", 5));
        assertProblem(400, "on", () -> input.flag("on"));
        assertProblem(400, "n", () -> input.number("n", 1, 9));
        assertProblem(422, "big", () -> input.number("big", 1, 9));
        assertProblem(422, "until", () -> input.instant("until"));
        assertProblem(400, "models", () -> input.texts("models", 5, 9));
        assertProblem(422, "many", () -> input.texts("many", 5, 2));
        assertProblem(400, "name", () -> input("{\"name\":1}").only("other"));
    }

    @Test
    void refusesBodiesThatAreNoObject() {
        for (var body : new String[] {"", "{", "[]", "null", "\"x\"", "{\"a\":1}x", "{}{}", "[".repeat(100_000)}) {
            assertProblem(400, null, () -> input(body));
        }
        var digits = "{\"a\":" + "9".repeat(5000) + "}";
        assertThatThrownBy(() -> input(digits).number("a", 0, 1)).isInstanceOf(ProblemException.class);
        assertProblem(400, null, () -> InputReader.parse(new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'}));
    }

    private static void assertProblem(int status, String field, ThrowingCallable reading) {
        assertThatThrownBy(reading).isInstanceOfSatisfying(ProblemException.class, problem -> {
            assertThat(problem.status()).isEqualTo(status);
            assertThat(problem.field()).isEqualTo(field);
        });
    }

    private static Input input(String json) {
        return new Input(InputReader.parse(json.getBytes(StandardCharsets.UTF_8)));
    }
}
