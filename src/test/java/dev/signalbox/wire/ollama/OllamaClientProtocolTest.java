package dev.signalbox.wire.ollama;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.chat.ChatAnswer;
import dev.signalbox.chat.FinishReason;
import dev.signalbox.chat.TokenUsage;
import dev.signalbox.wire.ClientProtocol;
import dev.signalbox.wire.ClientProtocolContract;
import dev.signalbox.wire.ProviderProtocol;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class OllamaClientProtocolTest extends ClientProtocolContract {

    @Override
    protected ClientProtocol client() {
        return new OllamaClientProtocol();
    }

    @Override
    protected ProviderProtocol provider() {
        return new OllamaProviderProtocol();
    }

    /** Refusals have no reason of their own here, and cached tokens are not told apart. */
    @Override
    protected ChatAnswer expressible(ChatAnswer answer) {
        var first = answer.first();
        var finish = first.finish() == FinishReason.CONTENT_FILTER ? FinishReason.STOP : first.finish();
        var usage = Objects.requireNonNull(answer.usage());
        return new ChatAnswer(
                answer.id(),
                answer.model(),
                answer.createdAt(),
                List.of(new ChatAnswer.Choice(0, first.parts(), finish, null, List.of())),
                TokenUsage.of(usage.prompt(), usage.output()));
    }

    @Override
    protected List<String> requests() {
        return List.of("""
                {"model": "llama", "messages": [
                  {"role": "system", "content": "Be brief."},
                  {"role": "user", "content": "look", "images": ["iVBORw0KGgo="]},
                  {"role": "assistant", "content": "", "thinking": "hm", "tool_calls": [
                    {"function": {"index": 0, "name": "f", "arguments": {"a": 1}}},
                    {"id": "c2", "function": {"name": "g", "arguments": {}}}]},
                  {"role": "tool", "tool_name": "g", "content": "2"},
                  {"role": "tool", "tool_name": "f", "tool_call_id": "", "content": "1"}],
                 "tools": [{"type": "function", "function": {"name": "f", "description": "d",
                    "parameters": {"type": "object", "properties": {"a": {"type": "integer"}}}}}],
                 "format": {"type": "object"}, "think": "low", "keep_alive": "5m",
                 "options": {"num_predict": 10, "temperature": 0.5, "top_p": 0.9, "top_k": 40, "seed": 1, "stop": ["x"],
                   "frequency_penalty": 0.1, "presence_penalty": 0.1, "num_ctx": 4096}}
                """, """
                {"model": "llama", "messages": [{"role": "user", "content": "hi"}], "format": "json", "think": true,
                 "stream": false, "options": {"num_predict": -1, "stop": "x"}}
                """);
    }

    @Test
    void streamsUnlessToldOtherwise() {
        assertThat(read(bytes("{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}")).stream())
                .isTrue();
        assertThat(read(bytes(requests().get(1))).stream()).isFalse();
    }

    @Test
    void understandsAllOfWhatItAnsweredWhenItComesBack() {
        assertThat(read(bytes(requests().getFirst())).extras().unread()).isEmpty();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
