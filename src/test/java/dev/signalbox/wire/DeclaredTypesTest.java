package dev.signalbox.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.chat.ChatException;
import dev.signalbox.chat.Protocol;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeclaredTypesTest {
    private static void read(Protocol protocol, String conversation, String field) {
        var body = "{\"model\":\"m\"," + conversation + "," + field + "}";
        TestCodecs.client(protocol).readRequest(body.getBytes(StandardCharsets.UTF_8), "", false);
    }

    private static void isRefused(Protocol protocol, String conversation, String field) {
        var name = field.substring(1, field.indexOf('"', 1));
        assertThatThrownBy(() -> read(protocol, conversation, field)).isInstanceOfSatisfying(ChatException.class, e -> {
            assertThat(e.failure().status()).isEqualTo(400);
            assertThat(e.failure().param()).startsWith(name);
            assertThat(e.failure().message()).contains("'" + name, "expected");
            assertThat(e.failure().code()).isEqualTo("invalid_type");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"previous_response_id\":5",
                "\"store\":\"yes\"",
                "\"background\":1",
                "\"truncation\":true",
                "\"max_tool_calls\":\"3\"",
                "\"max_tool_calls\":1.5",
                "\"metadata\":[]",
                "\"include\":\"reasoning.encrypted_content\"",
                "\"conversation\":7",
                "\"prompt\":\"pmpt_1\"",
                "\"top_logprobs\":\"2\"",
                "\"context_management\":{}",
                "\"reasoning\":{\"mode\":1}",
                "\"reasoning\":{\"context\":[]}",
                "\"text\":{\"verbosity\":3}"
            })
    void areCheckedInResponses(String field) {
        isRefused(Protocol.OPENAI_RESPONSES, "\"input\":\"x\"", field);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"store\":\"yes\"",
                "\"logprobs\":1",
                "\"top_logprobs\":true",
                "\"metadata\":\"x\"",
                "\"logit_bias\":[]",
                "\"modalities\":\"text\"",
                "\"prediction\":\"x\"",
                "\"verbosity\":2",
                "\"safety_identifier\":{}"
            })
    void areCheckedInChat(String field) {
        isRefused(Protocol.OPENAI_CHAT, "\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]", field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"store", "metadata", "previous_response_id", "include", "top_logprobs", "prompt"})
    void mayBeNull(String name) {
        assertThatCode(() -> read(Protocol.OPENAI_RESPONSES, "\"input\":\"x\"", "\"" + name + "\":null"))
                .doesNotThrowAnyException();
    }
}
