package dev.signalbox.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.chat.Protocol;
import dev.signalbox.emulator.CannedProvider;
import dev.signalbox.gateway.Gateway;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** Token counts: the provider's own wherever its protocol has one, otherwise ours, and the client is told which. */
class CountsIT {
    private static final String GEMINI_PATH = "/v1beta/models/m:countTokens";
    private static final String MESSAGES = "\"messages\":[{\"role\":\"user\",\"content\":\"Hello there\"}]}";
    private static final String CONTENTS = "{\"contents\":[{\"parts\":[{\"text\":\"Hello there\"}]}]}";

    private final Gateway gateway = Gateway.running();

    @Test
    void asksGeminiForAnAnthropicClient() {
        try (var provider = CannedProvider.start(Protocol.GEMINI)
                .answering(GEMINI_PATH, "application/json", "{\"totalTokens\":42}")) {
            var answer = gateway.call(
                    "/v1/messages/count_tokens",
                    "{\"model\":\"" + connect(provider) + "/m\",\"system\":\"Be kind\"," + MESSAGES);

            assertCount(answer, "input_tokens", 42, "provider");
            var asked =
                    Gateway.json(provider.asked(GEMINI_PATH).getFirst().body()).path("generateContentRequest");
            assertThat(asked.path("model").asText()).isEqualTo("models/m");
            assertThat(asked.at("/systemInstruction/parts/0/text").asText()).isEqualTo("Be kind");
            assertThat(asked.at("/contents/0/parts/0/text").asText()).isEqualTo("Hello there");
        }
    }

    @Test
    void asksAnthropicForAGeminiClientAndOnlyWhatACountTakes() {
        try (var provider = CannedProvider.start(Protocol.ANTHROPIC_MESSAGES)
                .answering("/v1/messages/count_tokens", "application/json", "{\"input_tokens\":43}")) {
            var answer = gateway.call("/v1beta/models/" + connect(provider) + "/m:countTokens", CONTENTS);

            assertCount(answer, "totalTokens", 43, "provider");
            var asked = Gateway.json(
                    provider.asked("/v1/messages/count_tokens").getFirst().body());
            assertThat(asked.has("max_tokens")).isFalse();
            assertThat(asked.has("stream")).isFalse();
            assertThat(asked.path("messages")).hasSize(1);
        }
    }

    @Test
    void asksAProviderOfResponsesInItsOwnWords() {
        try (var provider = CannedProvider.start(Protocol.OPENAI_RESPONSES)
                .answering("/v1/responses/input_tokens", "application/json", "{\"input_tokens\" : 44}")) {
            var answer = gateway.call(
                    "/v1/responses/input_tokens", "{\"model\":\"" + connect(provider) + "/m\",\"input\":\"Hello\"}");

            assertCount(answer, "input_tokens", 44, "provider");
            assertThat(Lanes.text(answer)).as("as it came").contains(" : ");
        }
    }

    @Test
    void countsHereWhereTheProviderDoesNot() {
        try (var silent = CannedProvider.start(Protocol.GEMINI);
                var unable = CannedProvider.start(Protocol.OLLAMA)) {
            for (var provider : new CannedProvider[] {silent, unable}) {
                var answer = gateway.call(
                        "/v1/messages/count_tokens", "{\"model\":\"" + connect(provider) + "/m\"," + MESSAGES);

                assertThat(answer.headers().firstValue("x-signalbox-count")).hasValue("local");
                assertThat(Gateway.json(answer).path("input_tokens").asInt()).isBetween(2, 20);
            }
        }
    }

    private static void assertCount(HttpResponse<byte[]> answer, String field, int count, String by) {
        assertThat(answer.statusCode()).as(Lanes.text(answer)).isEqualTo(200);
        assertThat(Gateway.json(answer).path(field).asInt()).isEqualTo(count);
        assertThat(answer.headers().firstValue("x-signalbox-count")).hasValue(by);
    }

    private String connect(CannedProvider provider) {
        var prefix = Gateway.unique();
        gateway.connect(provider.protocol(), provider.baseUrl(), prefix, "canned-key");
        return prefix;
    }
}
