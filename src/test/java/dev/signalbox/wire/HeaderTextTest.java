package dev.signalbox.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeaderTextTest {
    @Test
    void whatIsPlainStaysAsItIs() {
        assertThat(HeaderText.of("tools[0].function.name")).isEqualTo("tools[0].function.name");
        assertThat(HeaderText.list(List.of("seed", "safety_settings"))).isEqualTo("seed,safety_settings");
        assertThat(HeaderText.list(List.of())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"'a,b', a%2Cb", "Größe, Gr%C3%B6%C3%9Fe", "a b, a%20b", "😀, %F0%9F%98%80"})
    void everythingElseIsEncoded(String text, String encoded) {
        assertThat(HeaderText.of(text)).isEqualTo(encoded);
    }

    @Test
    void noNameEndsAHeaderAndBeginsAnother() {
        assertThat(HeaderText.of("a\r\nSet-Cookie: b\0")).isEqualTo("a%0D%0ASet-Cookie:%20b%00");
    }

    @Test
    void aListEndsBeforeItIsTooLongForAHead() {
        var many = HeaderText.list(Collections.nCopies(10_000, "some.field"));
        assertThat(many)
                .hasSizeLessThan(4100)
                .startsWith("some.field,some.field,")
                .endsWith(",...");
        assertThat(HeaderText.list(List.of("x".repeat(10_000)))).isEqualTo("...");
    }
}
