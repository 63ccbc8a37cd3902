package dev.signalbox.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PassphraseSealTest {
    private static final Secret PASSPHRASE = Secret.of("correct horse battery staple");
    private static final String SEALED = PassphraseSeal.close("canary", PASSPHRASE);

    @Test
    void opensWithTheSamePassphraseOnly() {
        assertThat(SEALED).doesNotContain("canary").contains("\"version\":1");
        assertThat(PassphraseSeal.open(SEALED, PASSPHRASE)).isEqualTo("canary");
        assertThatExceptionOfType(VaultException.class)
                .isThrownBy(() -> PassphraseSeal.open(SEALED, Secret.of("another passphrase")))
                .withMessageContaining("passphrase");
    }

    @Test
    void sealsDifferentlyEachTime() {
        assertThat(PassphraseSeal.close("canary", PASSPHRASE)).isNotEqualTo(SEALED);
    }

    @ParameterizedTest
    @CsvSource({"rounds\":600000, rounds\":600001", "salt\":\", salt\":\"AAAA", "data\":\", data\":\"AAAA"})
    void noticesWhatWasChanged(String from, String to) {
        var changed = SEALED.replace(from, to);
        assertThat(changed).isNotEqualTo(SEALED);

        assertThatExceptionOfType(VaultException.class).isThrownBy(() -> PassphraseSeal.open(changed, PASSPHRASE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"version\":2", "rounds\":1", "rounds\":2000000000", "kdf\":\"none"})
    void refusesAnotherVersionAndOtherCosts(String field) {
        var name = field.substring(0, field.indexOf('"'));
        var changed = SEALED.replaceFirst(name + "\":\"?[A-Za-z0-9]+", field);

        assertThatExceptionOfType(VaultException.class)
                .isThrownBy(() -> PassphraseSeal.open(changed, PASSPHRASE))
                .withMessageContaining("version");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[]", "null", "{\"format\":\"signalbox-backup\"}", "{\"format\":1}"})
    void refusesWhatIsNoBackup(String text) {
        assertThatExceptionOfType(VaultException.class).isThrownBy(() -> PassphraseSeal.open(text, PASSPHRASE));
    }
}
