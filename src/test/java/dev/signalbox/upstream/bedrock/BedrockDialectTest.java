package dev.signalbox.upstream.bedrock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.chat.Protocol;
import dev.signalbox.upstream.Access;
import dev.signalbox.upstream.Calls;
import dev.signalbox.upstream.Operation;
import dev.signalbox.upstream.Replies;
import dev.signalbox.upstream.UpstreamCall;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BedrockDialectTest {
    private static final String BASE = "https://bedrock-runtime.eu-west-1.amazonaws.com";
    private final BedrockDialect dialect =
            new BedrockDialect(Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC));

    private static UpstreamCall call(Operation operation, String body, Access access) {
        var headers = Map.of("authorization", "Bearer k", "anthropic-version", "2023-06-01", "anthropic-beta", "a, b");
        return Calls.of(Protocol.ANTHROPIC_MESSAGES, operation, BASE, "arn:aws:x/y:0", headers, body, access);
    }

    @Test
    void movesVersionAndBetasIntoTheBody() {
        var sent = dialect.write(call(
                Operation.GENERATE, "{\"model\":\"m\", \"max_tokens\":5,\"stream\":false}", Calls.key("k", Map.of())));

        assertThat(sent.uri()).hasToString(BASE + "/model/arn:aws:x%2Fy:0/invoke");
        assertThat(Calls.body(sent))
                .isEqualTo(
                        "{\"max_tokens\":5,\"anthropic_version\":\"bedrock-2023-05-31\",\"anthropic_beta\":[\"a\",\"b\"]}");
        assertThat(sent.headers())
                .containsEntry("authorization", "Bearer k")
                .doesNotContainKeys("anthropic-version", "anthropic-beta");
    }

    @Test
    void signsForTheRegionInTheAddressWhereTheAccountNamesNone() {
        var access = new Access(Access.Scheme.SIGNATURE, "secret", "session", Map.of("accessKeyId", "AKID"));

        var sent = dialect.write(call(Operation.STREAM, "{\"model\":\"m\"}", access));

        assertThat(sent.headers())
                .containsEntry("x-amz-security-token", "session")
                .containsEntry("x-amz-date", "20260102T030405Z");
        assertThat(sent.headers().get("authorization"))
                .startsWith("AWS4-HMAC-SHA256 Credential=AKID/20260102/eu-west-1/bedrock/aws4_request, ");
        assertThat(sent.toString()).doesNotContain("secret", "session");
    }

    @Test
    void countsByTheBodyOfTheCall() throws IOException {
        var call = call(Operation.COUNT_TOKENS, "{\"model\":\"m\",\"messages\":[]}", Calls.key("k", Map.of()));

        var sent = Calls.body(dialect.write(call));
        var inside = sent.replaceFirst("^\\{\"input\":\\{\"invokeModel\":\\{\"body\":\"([^\"]+)\"}}}$", "$1");

        assertThat(new String(Base64.getDecoder().decode(inside), StandardCharsets.UTF_8))
                .startsWith("{\"messages\":[],\"anthropic_version\":")
                .contains("\"max_tokens\":1");
        assertThat(Replies.text(dialect.read(call, Replies.of("{\"inputTokens\":42}"))))
                .isEqualTo("{\"input_tokens\":42}");
    }
}
