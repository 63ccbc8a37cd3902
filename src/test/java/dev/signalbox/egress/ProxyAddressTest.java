package dev.signalbox.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.signalbox.catalog.InvalidSetting;
import dev.signalbox.vault.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyAddressTest {
    @ParameterizedTest
    @CsvSource({
        "proxy.example:8080, HTTP, proxy.example, 8080",
        "http://proxy.example, HTTP, proxy.example, 80",
        "https://proxy.example, HTTPS, proxy.example, 443",
        "SOCKS5://proxy.example, SOCKS5, proxy.example, 1080",
        "socks5h://[::1]:9050/, SOCKS5, ::1, 9050"
    })
    void readsWhatItSpeaksAndWhereItIs(String typed, ProxyAddress.Kind kind, String host, int port) {
        assertThat(ProxyAddress.parse(typed)).isEqualTo(new ProxyAddress(kind, host, port, null, null));
    }

    @Test
    void showsTheUserAndNeverThePassword() {
        var proxy = ProxyAddress.parse("socks5://an%40a:p%3Aw+%2F@proxy.example:1080");

        assertThat(proxy.user()).isEqualTo("an@a");
        assertThat(proxy.password()).isEqualTo(Secret.of("p:w+/"));
        assertThat(proxy.shown()).isEqualTo("socks5://an%40a@proxy.example:1080");
        assertThat(proxy.toString()).doesNotContain("p:w");
        assertThat(ProxyAddress.parse(proxy.whole().reveal())).isEqualTo(proxy);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://proxy.example",
                "http://",
                "http://:canary@proxy.example",
                "http://proxy.example/path",
                "http://proxy.example?x=canary",
                "http://proxy.example:70000",
                "socks4://proxy.example",
                "http://us%0Aer:canary@proxy.example",
                "http://canary canary"
            })
    void refusesWhatIsNoProxyWithoutRepeatingIt(String typed) {
        assertThatExceptionOfType(InvalidSetting.class)
                .isThrownBy(() -> ProxyAddress.parse(typed))
                .withMessageNotContaining("canary")
                .satisfies(e -> assertThat(e.field()).isEqualTo("proxy"));
    }
}
