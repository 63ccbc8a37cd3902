package dev.signalbox.wire.responses;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.chat.Signature;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvelopeTest {

    @ParameterizedTest
    @CsvSource({
        "anthropic, EhkKFwgMEAIyEWNsYXVkZS1zb25uZXQtNC02GAE=, true",
        "anthropic, claude_sig_123, true",
        "anthropic, TU9DS1NJRy4=, false",
        "anthropic, gAAAAABo, false",
        "google, CpcHAdHtim9abc12, true",
        "google, TU9DS1NJRy4=, false",
        "openai, gAAAAABo, true",
        "openai, anything, true"
    })
    void comesBackToItsVendor(String origin, String value, boolean bare) {
        for (var place : Envelope.Place.values()) {
            var envelope = new Envelope(new Signature(origin, value), place);

            assertThat(Envelope.open(envelope.sealed())).contains(envelope);
            assertThat(envelope.sealed().equals(value)).isEqualTo(bare && place == Envelope.Place.THOUGHT);
        }
    }

    @Test
    void takesWhatItDoesNotKnowForOpenAis() {
        assertThat(Envelope.open("sb1x.anthropic.abc").orElseThrow().signature().origin())
                .isEqualTo(Signature.OPENAI);
        assertThat(Envelope.open("")).isEmpty();
    }
}
