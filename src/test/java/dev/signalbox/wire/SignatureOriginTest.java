package dev.signalbox.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.chat.Signature;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignatureOriginTest {

    @ParameterizedTest
    @CsvSource({
        "EhkKFwgMEAIyEWNsYXVkZS1zb25uZXQtNC02GAE=, google, anthropic",
        "EroBCkYIBRgCKkA, openai, anthropic",
        "gAAAAABo5bXx0123, anthropic, openai",
        "CpcHAdHtim9abc12, anthropic, google",
        "EqoBCqcBAXLI2nyq, anthropic, google"
    })
    void readsTheVendorFromTheForm(String value, String assumed, String vendor) {
        assertThat(SignatureOrigin.of(value, assumed)).isEqualTo(new Signature(vendor, value));
    }

    @ParameterizedTest
    @CsvSource({"''", "sig", "opaque-provider-state", "EgA=", "CgA=", "////////", "Ev//////"})
    void takesAnythingElseForTheClientsOwn(String value) {
        assertThat(SignatureOrigin.of(value, Signature.GOOGLE).origin()).isEqualTo(Signature.GOOGLE);
        assertThat(SignatureOrigin.of(value, Signature.ANTHROPIC).origin()).isEqualTo(Signature.ANTHROPIC);
    }

    @Test
    void keepsTheValueAsItIs() {
        assertThat(SignatureOrigin.of("a b\n", "x").value()).isEqualTo("a b\n");
    }
}
