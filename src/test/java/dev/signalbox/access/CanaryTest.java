package dev.signalbox.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What must stay secret appears neither in what the database holds nor in anything that could be logged. */
class CanaryTest {
    private final AccessFixture access = new AccessFixture();

    @AfterEach
    void close() {
        access.close();
    }

    @Test
    void keepsPasswordsKeysAndTokensOutOfTheDatabase() throws Exception {
        var admin = access.admin();
        var key = access.keys.create("laptop", Set.of(), null);
        var token = access.sessions.issue(admin);
        access.sessions.end(access.sessions.verify(token.token().reveal()).orElseThrow());

        var dump = access.transaction.dump();

        assertThat(dump).contains("laptop").contains("pbkdf2-sha512");
        assertThat(dump)
                .doesNotContain("canary-password")
                .doesNotContain(key.key().reveal())
                .doesNotContain(token.token().reveal());
    }

    @Test
    void keepsThemOutOfEveryText() {
        var admin = access.admin();
        var key = access.keys.create("laptop", Set.of(), null);
        var login = access.logins.login("admin", AccessFixture.PASSWORD, "192.0.2.1");

        assertThat(String.join(
                        " ",
                        key.toString(),
                        access.keys.list().toString(),
                        new UserChange(null, AccessFixture.PASSWORD, null, null).toString(),
                        access.users.list().toString(),
                        admin.toString(),
                        login.toString()))
                .contains("hidden")
                .doesNotContain("canary")
                .doesNotContain(key.key().reveal())
                .doesNotContain("eyJ");
    }
}
