package dev.signalbox.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FreeTextTest {
    private static final String PATCH = "*** Begin \"Patch\"\n\t\\ é 😀 </x>";

    @Test
    void givesBackWhatWasWrapped() {
        assertThat(FreeText.unwrap(FreeText.wrap(PATCH).toString())).isEqualTo(PATCH);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    void takesTheTextOutOfArgumentsThatArriveInPieces(int size) {
        var arguments = "{ \"input\" : \"a\\ud83d\\ude00\\u00e9\\n\\\"b\\\\\" }";
        var text = new FreeText();
        var out = new StringBuilder();
        for (int i = 0; i < arguments.length(); i += size) {
            var piece = text.feed(arguments.substring(i, Math.min(i + size, arguments.length())));
            assertThat(piece.isEmpty() || !Character.isHighSurrogate(piece.charAt(piece.length() - 1)))
                    .isTrue();
            out.append(piece);
        }

        assertThat(out + text.end()).isEqualTo("a😀é\n\"b\\");
    }

    @Test
    void keepsWhatIsNotWrapped() {
        assertThat(FreeText.unwrap("*** Begin Patch")).isEqualTo("*** Begin Patch");
        assertThat(FreeText.unwrap("{\"cmd\":\"ls\"}")).isEqualTo("{\"cmd\":\"ls\"}");
        assertThat(FreeText.unwrap("{\"why\":1,\"input\":\"ls\"}")).isEqualTo("ls");
        assertThat(FreeText.unwrap("{\"input\":{\"a\":1}}")).isEqualTo("{\"a\":1}");
        assertThat(FreeText.unwrap("")).isEmpty();
    }
}
