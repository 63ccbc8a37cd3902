package dev.signalbox.upstream.azure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.chat.Protocol;
import dev.signalbox.upstream.Access;
import dev.signalbox.upstream.Calls;
import dev.signalbox.upstream.HttpCall;
import dev.signalbox.upstream.Operation;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AzureDialectTest {
    private static HttpCall sent(Protocol protocol, Operation operation, Access access) {
        return new AzureDialect()
                .write(Calls.of(
                        protocol,
                        operation,
                        "https://r.openai.azure.com",
                        "gpt-4o",
                        Map.of("api-key", "k"),
                        "{\"model\":\"gpt-4o\", \"n\":1}",
                        access));
    }

    @ParameterizedTest
    @CsvSource({
        "'', OPENAI_CHAT, GENERATE, openai/v1/chat/completions",
        "v1, OPENAI_RESPONSES, STREAM, openai/v1/responses",
        "v1, OPENAI_RESPONSES, COMPACT, openai/v1/responses/compact",
        "preview, OPENAI_CHAT, EMBED, openai/v1/embeddings?api-version=preview",
        "2024-10-21, OPENAI_CHAT, GENERATE, openai/deployments/chat-prod/chat/completions?api-version=2024-10-21",
        "2024-10-21, OPENAI_CHAT, EMBED, openai/deployments/chat-prod/embeddings?api-version=2024-10-21",
        "2025-03-01-preview, OPENAI_RESPONSES, GENERATE, openai/responses?api-version=2025-03-01-preview",
    })
    void findsTheDeployment(String version, Protocol protocol, Operation operation, String path) {
        var access = Calls.key("k", Map.of("apiVersion", version, "deployments", "o3=deep,gpt-4o=chat-prod"));

        var sent = sent(protocol, operation, access);

        assertThat(sent.uri()).hasToString("https://r.openai.azure.com/" + path);
        assertThat(Calls.body(sent)).isEqualTo("{\"model\":\"chat-prod\", \"n\":1}");
        assertThat(sent.headers()).containsEntry("api-key", "k");
    }

    @Test
    void sendsATokenOfEntraAsBearer() {
        var sent = sent(Protocol.OPENAI_CHAT, Operation.GENERATE, Calls.key("eyJa.eyJb.c-d_e", Map.of()));

        assertThat(sent.headers())
                .containsEntry("authorization", "Bearer eyJa.eyJb.c-d_e")
                .doesNotContainKey("api-key");
        assertThat(Calls.body(sent)).contains("gpt-4o");
    }

    @Test
    void sendsTheTokenOfAServicePrincipalAsBearerWhateverItLooksLike() {
        var access = new Access(Access.Scheme.TOKEN, "opaque", null, Map.of());

        var sent = sent(Protocol.OPENAI_CHAT, Operation.GENERATE, access);

        assertThat(sent.headers())
                .containsEntry("authorization", "Bearer opaque")
                .doesNotContainKey("api-key");
    }
}
