package dev.signalbox.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.chat.Protocol;
import dev.signalbox.emulator.SilentProvider;
import dev.signalbox.gateway.ClientCall;
import dev.signalbox.gateway.Gateway;
import dev.signalbox.gateway.Pace;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Clients that leave while their provider says nothing: the provider is not kept at work for nobody. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@EnabledOnOs(OS.LINUX)
class DepartureIT {
    private static final Duration PROMISED = Duration.ofSeconds(1);
    private static final int WAITING_MILLIS = 400;

    private final Gateway gateway = Gateway.running();

    static Stream<Arguments> protocolsAndForms() {
        return Arrays.stream(Protocol.values()).flatMap(p -> Stream.of(Arguments.of(p, false), Arguments.of(p, true)));
    }

    @ParameterizedTest(name = "{0}, stream {1}")
    @MethodSource("protocolsAndForms")
    void endsACallThatHasNotBegunToAnswer(Protocol client, boolean stream) throws Exception {
        try (var provider = SilentProvider.start(Protocol.OPENAI_CHAT, false)) {
            leaves(client, stream, provider);
        }
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void endsAStreamThatFellSilent(Protocol client) throws Exception {
        try (var provider = SilentProvider.start(client, true)) {
            leaves(client, true, provider);
        }
    }

    private void leaves(Protocol client, boolean stream, SilentProvider provider)
            throws IOException, InterruptedException {
        var prefix = Gateway.unique();
        gateway.connect(provider.protocol(), provider.baseUrl(), prefix, "silent-key");
        try (var socket = new Socket(Gateway.URL.getHost(), Gateway.URL.getPort())) {
            socket.getOutputStream().write(request(client, prefix + "/silent", stream));
            assertThat(provider.asked(120)).isTrue();
            assertThat(provider.left(WAITING_MILLIS))
                    .as("kept while the client waits")
                    .isFalse();
        }
        assertThat(Pace.keeps(PROMISED, provider::left)).isTrue();
    }

    private byte[] request(Protocol client, String model, boolean stream) {
        var call = ClientCall.of(client);
        var body = call.body(model, "Hello", stream).getBytes(StandardCharsets.UTF_8);
        var head = "POST " + call.path(model, stream) + " HTTP/1.1\r\nHost: gateway\r\nAuthorization: Bearer "
                + gateway.key() + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length + "\r\n\r\n";
        return (head + new String(body, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
    }
}
