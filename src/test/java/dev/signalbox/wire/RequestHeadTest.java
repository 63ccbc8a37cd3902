package dev.signalbox.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.chat.ChatException;
import dev.signalbox.chat.Failure;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestHeadTest {

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String spliced(String body, String model) {
        return new String(RequestHead.of(bytes(body)).withModel(bytes(body), model), StandardCharsets.UTF_8);
    }

    @Test
    void changesTheModelAndNoOtherByte() {
        assertThat(spliced(
                        "{ \"x\":12345678901234567890.10,\n \"mod\\u0065l\" : \"p\\/ü\" ,\"x\":[\"\\u00e9\",{}]}\n",
                        "q\"1"))
                .isEqualTo(
                        "{ \"x\":12345678901234567890.10,\n \"mod\\u0065l\" : \"q\\\"1\" ,\"x\":[\"\\u00e9\",{}]}\n");
    }

    @Test
    void readsWhatRoutingNeeds() {
        var head = RequestHead.of(bytes("{\"messages\":[{\"model\":\"inner\"}],\"model\":\"a/b\",\"stream\":true}"));
        assertThat(head.model()).isEqualTo("a/b");
        assertThat(head.stream()).isTrue();
    }

    @Test
    void aBodyWithoutModelIsLeftAlone() {
        assertThat(spliced("{\"contents\":[]}", "m")).isEqualTo("{\"contents\":[]}");
        assertThat(RequestHead.of(bytes("{\"stream\":null}")).stream()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "nonsense",
                "{\"model\":5}",
                "{\"stream\":\"yes\",\"model\":\"m\"}",
                "{\"model\":\"m\"",
                "{} {}",
                "{\"a\":01}"
            })
    void refusesWhatIsNoRequest(String body) {
        assertThatThrownBy(() -> RequestHead.of(bytes(body)))
                .isInstanceOfSatisfying(
                        ChatException.class, e -> assertThat(e.failure().kind()).isEqualTo(Failure.Kind.CLIENT_FAULT));
    }

    @Test
    void refusesDeepNestingAndInvalidUtf8() {
        var deep = "{\"a\":" + "[".repeat(5000) + "]".repeat(5000) + "}";
        assertThatThrownBy(() -> RequestHead.of(bytes(deep))).isInstanceOf(ChatException.class);
        var broken = new byte[] {'{', '"', 'a', '"', ':', '"', (byte) 0xc3, (byte) 0x28, '"', '}'};
        assertThatThrownBy(() -> RequestHead.of(broken)).isInstanceOf(ChatException.class);
    }
}
