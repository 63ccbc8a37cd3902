package dev.signalbox.access;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.security.auth.message.AuthException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SessionMechanismTest {
    private final AccessFixture access = new AccessFixture();

    @AfterEach
    void close() {
        access.close();
    }

    @Test
    void refusesAContainerThatCannotBeToldWhoIsCalling() {
        var mechanism = new SessionMechanism(access.sessions);

        assertThatThrownBy(() -> mechanism.initialize(null, null, null, Map.of()))
                .isInstanceOf(AuthException.class);
    }
}
