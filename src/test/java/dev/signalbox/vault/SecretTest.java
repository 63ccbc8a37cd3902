package dev.signalbox.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.startup.Settings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SecretTest {
    @Test
    void showsItselfNowhere() {
        var secret = Secret.of("canary-7f3a");

        assertThat(List.of(
                        secret.toString(),
                        List.of(secret).toString(),
                        Map.of("key", secret).toString()))
                .noneMatch(text -> text.contains("canary"));
        assertThat(secret).hasSameHashCodeAs(Secret.of("other"));
        assertThat(secret.reveal()).isEqualTo("canary-7f3a");
    }

    @Test
    void isEqualByValue() {
        assertThat(Secret.of("a"))
                .isEqualTo(Secret.of("a"))
                .isNotEqualTo(Secret.of("b"))
                .isNotEqualTo("a");
    }

    @Test
    void isNeverEmpty() {
        assertThatThrownBy(() -> Secret.of("")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void hidesInTheVaultsSettings() {
        var config =
                VaultConfig.from(Settings.of("signalbox.master-key", " canary-7f3a ", "signalbox.data-dir", "/data"));

        assertThat(config.masterKey()).isEqualTo(Secret.of("canary-7f3a"));
        assertThat(config.toString()).doesNotContain("canary").contains("/data");
        assertThat(VaultConfig.from(Settings.of("signalbox.data-dir", "/data")).masterKey())
                .isNull();
    }
}
