package dev.signalbox.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.vault.Secret;
import org.junit.jupiter.api.Test;

class PasswordsTest {
    private static final Secret PASSWORD = Secret.of("canary pässword");

    @Test
    void checksAPasswordByItsHash() {
        var passwords = new Passwords(1000);
        var hash = passwords.hash(PASSWORD);

        assertThat(passwords.matches(PASSWORD, hash)).isTrue();
        assertThat(passwords.matches(Secret.of("canary password"), hash)).isFalse();
        assertThat(passwords.matches(PASSWORD, null)).isFalse();
        assertThat(hash)
                .startsWith("pbkdf2-sha512$1000$")
                .doesNotContain("canary")
                .isNotEqualTo(passwords.hash(PASSWORD));
    }

    @Test
    void readsHashesWithOtherRounds() {
        var hash = new Passwords(500).hash(PASSWORD);

        assertThat(new Passwords(1000).matches(PASSWORD, hash)).isTrue();
        assertThat(Passwords.ROUNDS).isEqualTo(210_000);
    }
}
