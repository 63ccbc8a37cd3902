package dev.signalbox.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.startup.StartRefused;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ClientsTest {
    private final Clients none = new Clients(List.of());
    private final Clients behindProxies = new Clients(Stream.of("10.0.0.0/8", "192.0.2.128/25", "::1")
            .map(AddressRange::parse)
            .toList());

    @Test
    void takesTheConnectionAtItsWordWithoutProxies() {
        assertThat(none.client("127.0.0.1", false, List.of(), null, false))
                .isEqualTo(new Client("127.0.0.1", true, false));
        assertThat(none.client("::1", true, List.of(), null, false)).isEqualTo(new Client("::1", true, true));
        assertThat(none.client("192.0.2.1", false, List.of(), null, false))
                .isEqualTo(new Client("192.0.2.1", false, false));
    }

    @Test
    void believesNoHeaderOfAnUntrustedPeerAndTakesItForAProxy() {
        assertThat(none.client("192.0.2.1", false, List.of("127.0.0.1"), "https", false))
                .isEqualTo(new Client("192.0.2.1", false, false));
        assertThat(none.client("127.0.0.1", false, List.of("203.0.113.5"), null, false)
                        .local())
                .isFalse();
        assertThat(none.client("127.0.0.1", false, List.of(), null, true).local())
                .isFalse();
    }

    @Test
    void findsTheNearestHopThatIsNoTrustedProxy() {
        assertThat(behindProxies.client(
                        "10.1.2.3", false, List.of("127.0.0.1, 203.0.113.5, 192.0.2.200"), "https", false))
                .isEqualTo(new Client("203.0.113.5", false, true));
        assertThat(behindProxies
                        .client("10.1.2.3", false, List.of("1.1.1.1", "192.0.2.100"), null, false)
                        .address())
                .isEqualTo("192.0.2.100");
        assertThat(behindProxies
                        .client("10.1.2.3", false, List.of("garbage"), null, false)
                        .address())
                .isEqualTo("10.1.2.3");
        assertThat(behindProxies
                        .client("0:0:0:0:0:0:0:1", false, List.of("203.0.113.5"), null, false)
                        .local())
                .isFalse();
    }

    @Test
    void refusesARangeThatIsNone() {
        for (var text : List.of("10.0.0.0/33", "10.0.0.0/-1", "example.org", "10.0.0.0/x", "")) {
            assertThatThrownBy(() -> AddressRange.parse(text)).isInstanceOf(StartRefused.class);
        }
    }
}
