package dev.signalbox.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.chat.ChatException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonSpliceTest {
    private static final String ODD =
            "{ \"a\" : 1.50 ,\n\t\"b\":[1, 2,{\"a\":\"}\\\"\"}],\"c\" :\"\\u00e9é\", \"n\":1e400 }";

    private static JsonSplice splice(String json) {
        return JsonSplice.of(json.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(JsonSplice splice) {
        return new String(splice.bytes(), StandardCharsets.UTF_8);
    }

    @Test
    void leavesABodyAloneThatNeedsNoChange() {
        var body = ODD.getBytes(StandardCharsets.UTF_8);

        assertThat(JsonSplice.of(body).remove("missing").bytes()).isSameAs(body);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"a\":1,\"b\":2,\"c\":3} | a | {\"b\":2,\"c\":3}",
                "{\"a\":1,\"b\":2,\"c\":3} | b | {\"a\":1,\"c\":3}",
                "{\"a\":1,\"b\":2,\"c\":3} | c | {\"a\":1,\"b\":2}",
                "{\"a\":1} | a | {}",
                "{\"a\":1,\"b\":2,\"a\":3} | a | {\"b\":2}",
                "{ \"a\" : \"x\" , \"b\" : [ 1 ] } | a | { \"b\" : [ 1 ] }",
            })
    void removesAFieldWithItsComma(String before, String name, String after) {
        assertThat(text(splice(before).remove(name))).isEqualTo(after);
    }

    @Test
    void replacesInPlaceAndAddsAtTheEnd() {
        assertThat(text(splice(ODD).set("b", "null").set("z", "\"new\"")))
                .isEqualTo("{ \"a\" : 1.50 ,\n\t\"b\":null,\"c\" :\"\\u00e9é\", \"n\":1e400,\"z\":\"new\" }");
        assertThat(text(splice(" { } ").set("z", "1"))).isEqualTo(" {\"z\":1 } ");
    }

    @Test
    void handsOutTheBytesOfAValueAsTheyAre() {
        assertThat(splice(ODD).value("b"))
                .hasValueSatisfying(bytes -> assertThat(bytes).asString().isEqualTo("[1, 2,{\"a\":\"}\\\"\"}]"));
        assertThat(splice(ODD).value("c"))
                .hasValueSatisfying(bytes ->
                        assertThat(new String(bytes, StandardCharsets.UTF_8)).isEqualTo("\"\\u00e9é\""));
        assertThat(splice(ODD).value("n"))
                .hasValueSatisfying(bytes -> assertThat(bytes).asString().isEqualTo("1e400"));
        assertThat(splice(ODD).value("d")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[1]", "{\"a\":1", "{\"a\":1}{}", "nothing"})
    void refusesWhatIsNotOneObject(String json) {
        assertThatThrownBy(() -> splice(json)).isInstanceOf(ChatException.class);
    }
}
