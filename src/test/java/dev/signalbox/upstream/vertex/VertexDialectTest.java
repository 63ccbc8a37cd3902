package dev.signalbox.upstream.vertex;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.chat.Protocol;
import dev.signalbox.upstream.Access;
import dev.signalbox.upstream.Calls;
import dev.signalbox.upstream.HttpCall;
import dev.signalbox.upstream.Operation;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VertexDialectTest {
    private static final String BASE = "https://aiplatform.googleapis.com";

    private static HttpCall sent(Protocol protocol, Operation operation, String base, String body, Access access) {
        var headers = Map.of("authorization", "Bearer k", "anthropic-version", "2023-06-01", "anthropic-beta", "b");
        return new VertexDialect().write(Calls.of(protocol, operation, base, "m@1", headers, body, access));
    }

    @Test
    void findsTheHostOfALocation() {
        var europe = Calls.token("t", Map.of("projectId", "p-1", "region", "europe-west4"));
        var global = Calls.token("t", Map.of("projectId", "p-1"));

        assertThat(sent(Protocol.GEMINI, Operation.STREAM, BASE, "{}", europe).uri())
                .hasToString("https://europe-west4-aiplatform.googleapis.com/v1/projects/p-1/locations/europe-west4"
                        + "/publishers/google/models/m@1:streamGenerateContent?alt=sse");
        assertThat(sent(Protocol.GEMINI, Operation.GENERATE, BASE, "{}", global).uri())
                .hasToString(BASE + "/v1/projects/p-1/locations/global/publishers/google/models/m@1:generateContent");
        assertThat(sent(Protocol.GEMINI, Operation.GENERATE, "https://own.example", "{}", europe)
                        .uri())
                .hasHost("own.example");
    }

    @Test
    void putsAnthropicsVersionIntoTheBodyAndTheModelIntoThePath() {
        var access = Calls.token("t", Map.of("projectId", "p-1"));

        var sent =
                sent(Protocol.ANTHROPIC_MESSAGES, Operation.STREAM, BASE, "{\"model\":\"m\", \"stream\":true}", access);
        var count = sent(Protocol.ANTHROPIC_MESSAGES, Operation.COUNT_TOKENS, BASE, "{\"model\":\"m\"}", access);

        assertThat(Calls.body(sent)).isEqualTo("{\"stream\":true,\"anthropic_version\":\"vertex-2023-10-16\"}");
        assertThat(sent.uri().getPath()).endsWith("/publishers/anthropic/models/m@1:streamRawPredict");
        assertThat(sent.headers()).doesNotContainKey("anthropic-version").containsEntry("anthropic-beta", "b");
        assertThat(count.uri().getPath()).endsWith("/publishers/anthropic/models/count-tokens:rawPredict");
        assertThat(Calls.body(count)).isEqualTo("{\"model\":\"m\"}");
    }

    @Test
    void takesTheIdsOffGeminisCalls() {
        var access = Calls.token("t", Map.of("projectId", "p-1"));
        var body = "{\"contents\":[{\"role\":\"model\",\"parts\":[{\"functionCall\":{\"id\":\"c\",\"name\":\"f\","
                + "\"args\":{\"id\":1.50}}}]},{\"parts\":[{\"function_response\":{\"id\":\"c\",\"name\":\"f\","
                + "\"response\":{\"id\":2}}}]}]}";

        var sent = sent(Protocol.GEMINI, Operation.GENERATE, BASE, body, access);

        assertThat(Calls.body(sent)).isEqualTo(body.replace("\"id\":\"c\",", ""));
        assertThat(Calls.body(sent(Protocol.GEMINI, Operation.GENERATE, BASE, "{ \"contents\" :[]}", access)))
                .isEqualTo("{ \"contents\" :[]}");
    }

    @Test
    void takesAKeyWithoutAProjectForOneOfExpressMode() {
        var sent = sent(Protocol.GEMINI, Operation.GENERATE, BASE, "{}", Calls.key("k", Map.of("region", "us-east1")));

        assertThat(sent.uri()).hasToString(BASE + "/v1/publishers/google/models/m@1:generateContent");
        assertThat(sent.headers()).containsEntry("x-goog-api-key", "k").doesNotContainKey("authorization");
    }
}
