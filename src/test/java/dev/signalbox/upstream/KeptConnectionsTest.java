package dev.signalbox.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.signalbox.egress.Hop;
import dev.signalbox.egress.HopFailed;
import jakarta.ws.rs.ProcessingException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KeptConnectionsTest {
    private static final HttpCall CALL =
            HttpCall.post(URI.create("http://provider.test/v1"), "chat", Map.of(), new byte[0]);

    private final AtomicInteger overKept = new AtomicInteger();
    private final AtomicInteger overNew = new AtomicInteger();
    private final AtomicLong nanos = new AtomicLong();
    private long takes;
    private @Nullable IOException broken;
    private final KeptConnections connections = new KeptConnections(call -> overKept(), call -> overNew(), nanos::get);

    private Reply overKept() {
        overKept.incrementAndGet();
        nanos.addAndGet(takes);
        if (broken != null) {
            throw new ProcessingException(broken);
        }
        return Replies.of("done");
    }

    private Reply overNew() {
        overNew.incrementAndGet();
        return Replies.of("done");
    }

    static Stream<IOException> signsOfAConnectionThatIsGone() {
        return Stream.of(
                new NoHttpResponseException("provider.test failed to respond"),
                new SocketException("Broken pipe"),
                new SocketException("Connection reset"));
    }

    static Stream<IOException> otherTroubles() {
        return Stream.of(
                new ConnectException("Connection refused"),
                new SocketTimeoutException("Read timed out"),
                new SSLHandshakeException("PKIX path building failed"),
                new HopFailed(Hop.PROXY_AUTH, "The proxy refuses the user or password.", null),
                new IOException("something else"));
    }

    @ParameterizedTest
    @MethodSource("signsOfAConnectionThatIsGone")
    void sendsAgainOverANewConnectionWhenAKeptOneIsGone(IOException sign) throws IOException {
        connections.send(CALL);
        broken = sign;

        assertThat(Replies.text(connections.send(CALL))).isEqualTo("done");
        assertThat(Replies.text(connections.send(CALL))).isEqualTo("done");

        assertThat(overKept).hasValue(3);
        assertThat(overNew).hasValue(2);
    }

    @ParameterizedTest
    @MethodSource("signsOfAConnectionThatIsGone")
    void sendsOnceBeforeThereIsAConnectionToKeep(IOException sign) {
        broken = sign;

        assertThatExceptionOfType(ProcessingException.class).isThrownBy(() -> connections.send(CALL));

        assertThat(overKept).hasValue(1);
        assertThat(overNew).hasValue(0);
    }

    @ParameterizedTest
    @MethodSource("otherTroubles")
    void leavesOtherTroublesToTheCaller(IOException trouble) {
        connections.send(CALL);
        broken = trouble;

        assertThatExceptionOfType(ProcessingException.class)
                .isThrownBy(() -> connections.send(CALL))
                .withCause(trouble);

        assertThat(overNew).hasValue(0);
    }

    @Test
    void takesItThatWhoClosesLateHasHadTheCall() {
        connections.send(CALL);
        broken = new NoHttpResponseException("provider.test failed to respond");
        takes = KeptConnections.BY_RETURN.toNanos();

        assertThatExceptionOfType(ProcessingException.class).isThrownBy(() -> connections.send(CALL));

        assertThat(overNew).hasValue(0);
    }

    @Test
    void sendsNothingForACallerWhoIsToldToStop() {
        connections.send(CALL);
        broken = new SocketException("Closed by interrupt");
        Thread.currentThread().interrupt();
        try {
            assertThatExceptionOfType(ProcessingException.class).isThrownBy(() -> connections.send(CALL));
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(overNew).hasValue(0);
    }

    @Test
    void failsWhereTheNewConnectionBreaksToo() {
        var twice = new KeptConnections(
                call -> overKept(),
                call -> {
                    throw new ProcessingException(new NoHttpResponseException("again"));
                },
                nanos::get);
        twice.send(CALL);
        broken = new NoHttpResponseException("gone");

        assertThatExceptionOfType(ProcessingException.class)
                .isThrownBy(() -> twice.send(CALL))
                .havingCause()
                .withMessage("again");
    }
}
