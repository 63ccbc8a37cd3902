package dev.signalbox.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.chat.Protocol;
import dev.signalbox.emulator.CannedProvider;
import dev.signalbox.gateway.Gateway;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests of Ollama's clients that ask for nothing but a model in memory. */
class ModelLoadIT {
    private final Gateway gateway = Gateway.running();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        /api/chat       | "messages":[]                      | /done_reason     | load
        /api/chat       | "keep_alive":0                     | /done_reason     | unload
        /v1/api/chat    | "messages":null,"keep_alive":"0s"  | /message/content | ``
        /api/generate   | "keep_alive":-1                    | /done_reason     | load
        /api/generate   | "prompt":"","keep_alive":"0"       | /done_reason     | unload
        /api/embed      | "input":[]                         | /embeddings      | ``
        /api/embeddings | "prompt":""                        | /embedding       | ``
        """)
    void isAnsweredAtOnceWhereThereIsNothingToLoad(String path, String fields, String pointer, String told) {
        try (var provider = CannedProvider.start(Protocol.OPENAI_CHAT)) {
            var answer = ask(provider, path, fields);

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("content-type")).hasValue("application/json");
            var json = Gateway.json(answer);
            assertThat(json.at(pointer).isMissingNode()).isFalse();
            assertThat(json.at(pointer).asText()).isEqualTo(told == null ? "" : told);
            assertThat(provider.asked("/v1/chat/completions")).isEmpty();
            assertThat(provider.asked("/v1/embeddings")).isEmpty();
        }
    }

    @Test
    void reachesAServerThatHasSomethingToLoad() {
        var reply = "{\"model\":\"e\",\"created_at\":\"2025-01-01T00:00:00Z\",\"message\":{\"role\":\"assistant\","
                + "\"content\":\"\"},\"done_reason\":\"load\",\"done\":true}";
        try (var provider = CannedProvider.start(Protocol.OLLAMA).answering("/api/chat", "application/json", reply)) {
            var answer = ask(provider, "/api/chat", "\"messages\":[]");

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(Gateway.json(answer).path("done_reason").asText()).isEqualTo("load");
            assertThat(provider.asked("/api/chat").getFirst().body()).isEqualTo("{\"model\":\"e\",\"messages\":[]}");
        }
    }

    @Test
    void isRefusedForAModelThatNobodyHas() {
        var answer = gateway.call("/api/chat", "{\"model\":\"" + Gateway.unique() + "/none\",\"messages\":[]}");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(Gateway.json(answer).path("error").asText()).isNotEmpty();
    }

    private HttpResponse<byte[]> ask(CannedProvider provider, String path, String fields) {
        var prefix = Gateway.unique();
        gateway.connect(provider.protocol(), provider.baseUrl(), prefix, "canned-key");
        return gateway.call(path, "{\"model\":\"" + prefix + "/e\"," + fields + "}");
    }
}
