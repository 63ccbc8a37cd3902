package dev.signalbox.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.startup.Settings;
import dev.signalbox.startup.StartRefused;
import dev.signalbox.startup.TestClock;
import dev.signalbox.vault.Secret;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class AccessConfigTest {
    private static final Client PLAIN = new Client("192.0.2.1", false, false);
    private static final Client ENCRYPTED = new Client("192.0.2.1", false, true);

    @Test
    void requiresKeysAndTrustsNobodyUnlessSaid() {
        assertThat(AccessConfig.from(Settings.of()))
                .isEqualTo(new AccessConfig(null, null, true, CookieSecurity.AUTO, List.of()));
    }

    @Test
    void readsWhatIsSaidAndShowsNoPassword() {
        var config = AccessConfig.from(Settings.of(
                "signalbox.initial-password", "canary",
                "signalbox.bootstrap.api-key-file", "/run/key",
                "signalbox.require-api-key", "false",
                "signalbox.auth-cookie-secure", "True",
                "signalbox.trusted-proxies", "10.0.0.0/8, ::1,"));

        assertThat(config.initialPassword()).isEqualTo(Secret.of("canary"));
        assertThat(config.firstKeyFile()).isEqualTo(Path.of("/run/key"));
        assertThat(config.requireApiKey()).isFalse();
        assertThat(config.cookieSecure()).isEqualTo(CookieSecurity.TRUE);
        assertThat(config.trustedProxies()).hasSize(2);
        assertThat(config.toString()).doesNotContain("canary");
        assertThatThrownBy(() -> AccessConfig.from(Settings.of("signalbox.auth-cookie-secure", "maybe")))
                .isInstanceOf(StartRefused.class);
    }

    @Test
    void marksTheCookieSecureAsConfigured() {
        var clock = new TestClock();
        var token = new IssuedToken(Secret.of("a.b.c"), clock.instant().plusSeconds(60));

        var auto = new SessionCookies(CookieSecurity.AUTO, clock);
        assertThat(auto.set(token, PLAIN))
                .isEqualTo("signalbox_session=a.b.c; Path=/; Max-Age=60; HttpOnly; SameSite=Strict");
        assertThat(auto.set(token, ENCRYPTED)).endsWith("; SameSite=Strict; Secure");
        assertThat(auto.clear(PLAIN)).startsWith("signalbox_session=; Path=/; Max-Age=0");
        assertThat(new SessionCookies(CookieSecurity.TRUE, clock).set(token, PLAIN))
                .endsWith("Secure");
        assertThat(new SessionCookies(CookieSecurity.FALSE, clock).set(token, ENCRYPTED))
                .doesNotContain("Secure");
    }
}
