package dev.signalbox.wire.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseNamesTest {

    @Test
    void fillsWhatIsMissingByTheCallsInOrder() {
        var calls = "{\"role\":\"model\",\"parts\":[{\"functionCall\":{\"name\":\"Read\",\"args\":{}}},"
                + "{\"function_call\":{\"id\":\"g\",\"name\":\"Gr\\u00e9p\"}}]}";
        var body = "\uFEFF { \"contents\" : [" + calls
                + ",{\"parts\":[{\"functionResponse\":{\"name\" : \"\" , \"response\":{}}},"
                + "{\"functionResponse\":{\"id\":\"g\",\"name\":null}}]}, " + calls
                + ",{\"parts\":{\"function_response\":{ }}} ] }";

        assertThat(filled(body))
                .isEqualTo("\uFEFF { \"contents\" : [" + calls
                        + ",{\"parts\":[{\"functionResponse\":{\"name\" : \"Read\" , \"response\":{}}},"
                        + "{\"functionResponse\":{\"id\":\"g\",\"name\":\"Grép\"}}]}, " + calls
                        + ",{\"parts\":{\"function_response\":{\"name\":\"Read\" }}} ] }");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"contents\":[{\"parts\":[{\"functionCall\":{\"name\":\"a\"}}]},{\"parts\":[{\"functionResponse\":{\"name\":\"a\",\"x\":1.10}}]}]}",
                "{\"contents\":[{\"parts\":[{\"functionResponse\":{\"name\":\"\"}}]}]}",
                "{\"contents\":[{\"parts\":[{\"functionCall\":{\"name\":\"a\"}},{\"functionResponse\":{\"name\":7}}]}]}",
                "{\"contents\":[[[{\"parts\":3}]],\"functionResponse\",null]}",
                "{\"contents\":[{\"parts\":[{\"functionCall\":{}},{\"functionResponse\":",
                "{\"systemInstruction\":{\"functionResponse\":{}},\"contents\":{}}",
                "[\"functionResponse\"]",
                "\"functionResponse\""
            })
    void leavesEverythingElseAlone(String body) {
        assertThat(filled(body)).isEqualTo(body);
    }

    private static String filled(String body) {
        return new String(ResponseNames.filled(body.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    }
}
