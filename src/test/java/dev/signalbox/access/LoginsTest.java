package dev.signalbox.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.vault.Secret;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoginsTest {
    private static final String HERE = "192.0.2.7";

    private final AccessFixture access = new AccessFixture();

    @BeforeEach
    void addAdmin() {
        access.admin();
    }

    @AfterEach
    void close() {
        access.close();
    }

    @Test
    void givesATokenForTheRightPassword() {
        assertThat(right())
                .isInstanceOfSatisfying(
                        LoginResult.Accepted.class,
                        accepted -> assertThat(access.sessions.verify(
                                        accepted.token().token().reveal()))
                                .isPresent());
    }

    @Test
    void waitsLongerWithEveryFailureUpToABound() {
        for (int i = 0; i < 10; i++) {
            assertThat(wrong("admin", HERE)).isInstanceOf(LoginResult.Refused.class);
        }

        assertThat(access.pauses.subList(0, 4))
                .isEqualTo(
                        List.of(Duration.ZERO, Duration.ofMillis(250), Duration.ofMillis(500), Duration.ofSeconds(1)));
        assertThat(access.pauses).isSorted();
        assertThat(access.pauses.getLast()).isEqualTo(LoginDelays.LONGEST);
    }

    @Test
    void neverLocksOutForGoodAndForgetsFailuresAfterASuccess() {
        for (int i = 0; i < 10; i++) {
            wrong("admin", HERE);
        }

        assertThat(right()).isInstanceOf(LoginResult.Accepted.class);
        assertThat(right()).isInstanceOf(LoginResult.Accepted.class);
        assertThat(access.pauses.getLast()).isZero();
    }

    @Test
    void slowsOnlyTheNameAndAddressThatFailed() {
        for (int i = 0; i < 4; i++) {
            wrong("admin", HERE);
        }
        wrong("admin", "192.0.2.8");
        assertThat(access.pauses.getLast()).isZero();
        wrong("nobody", HERE);
        assertThat(access.pauses.getLast()).isZero();
        wrong("ADMIN", HERE);
        assertThat(access.pauses.getLast()).isGreaterThan(Duration.ofSeconds(1));
    }

    @Test
    void turnsAwayWhoTriesManyAtOnce() {
        var delays = new LoginDelays(access.clock);
        Duration wait = Duration.ZERO;
        for (int i = 0; i < 20; i++) {
            wait = delays.take("admin", HERE);
        }

        assertThat(wait).isGreaterThan(LoginDelays.LONGEST).isLessThan(LoginDelays.LONGEST.multipliedBy(3));
        access.clock.advance(wait);
        assertThat(delays.take("admin", HERE)).isLessThanOrEqualTo(LoginDelays.LONGEST);
    }

    private LoginResult right() {
        return access.logins.login("admin", AccessFixture.PASSWORD, HERE);
    }

    private LoginResult wrong(String username, String address) {
        return access.logins.login(username, Secret.of("wrong"), address);
    }
}
