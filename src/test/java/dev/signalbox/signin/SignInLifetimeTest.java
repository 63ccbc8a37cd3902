package dev.signalbox.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.startup.Settings;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignInLifetimeTest {
    @Test
    void isTenMinutesUnlessSet() {
        assertThat(new SignInLifetime(Settings.of()).value()).isEqualTo(Duration.ofMinutes(10));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "-PT1M", "PT1H1S"})
    void isNeitherOverAtOnceNorForgottenBeforeItsEnd(String value) {
        var given = Settings.of("signalbox.sign-in.lifetime", value);

        assertThatThrownBy(() -> new SignInLifetime(given))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("signalbox.sign-in.lifetime");
    }
}
