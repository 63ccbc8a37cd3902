package dev.signalbox.wire.ollama;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.chat.Failure;
import dev.signalbox.wire.ProviderProtocol;
import dev.signalbox.wire.ProviderProtocolContract;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OllamaProviderProtocolTest extends ProviderProtocolContract {
    private static final String TEXT = """
            {"model":"m","created_at":"2026-01-01T00:00:00.123Z","message":{"role":"assistant","content":"","thinking":"I think"},"done":false}
            {"model":"m","created_at":"2026-01-01T00:00:00.223Z","message":{"role":"assistant","content":"Zürich "},"done":false}
            {"model":"m","created_at":"2026-01-01T00:00:00.323Z","message":{"role":"assistant","content":"\\u2028🚀 {}[]"},"done":false}
            {"model":"m","created_at":"2026-01-01T00:00:00.423Z","message":{"role":"assistant","content":""},"done":true,\
            "done_reason":"length","total_duration":5,"prompt_eval_count":100,"eval_count":7}
            """;
    private static final String TEXT_WHOLE = """
            {"model":"m","created_at":"2026-01-01T00:00:00.423Z","message":{"role":"assistant","thinking":"I think",
            "content":"Zürich \\u2028🚀 {}[]"},"done":true,"done_reason":"length","prompt_eval_count":100,"eval_count":7}
            """;
    private static final String CALLS = """
            {"model":"m","message":{"role":"assistant","content":"Look:"},"done":false}
            {"model":"m","message":{"role":"assistant","content":"","tool_calls":[{"function":{"name":"f","arguments":{"a":1.50}}},\
            {"id":"call_b","function":{"index":1,"name":"f","arguments":{}}}]},"done":false}
            {"model":"m","message":{"role":"assistant","content":""},"done":true,"done_reason":"stop"}
            """;
    private static final String CALLS_WHOLE = """
            {"model":"m","message":{"role":"assistant","content":"Look:","tool_calls":[
            {"function":{"name":"f","arguments":{"a":1.50}}},{"id":"call_b","function":{"name":"f","arguments":{}}}]},
            "done":true,"done_reason":"stop"}
            """;

    @Override
    protected ProviderProtocol provider() {
        return new OllamaProviderProtocol();
    }

    @Override
    protected List<Recording> recordings() {
        return List.of(new Recording(TEXT, TEXT_WHOLE), new Recording(CALLS, CALLS_WHOLE));
    }

    @Override
    protected String vendor() {
        return "";
    }

    @Test
    void tellsAnAllowanceThatIsUsedUpByItsWords() {
        var body = "{\"error\":\"you've reached your hourly usage limit, please upgrade to continue\"}";

        assertThat(provider()
                        .readError(429, Map.of(), body.getBytes(StandardCharsets.UTF_8))
                        .kind())
                .isEqualTo(Failure.Kind.QUOTA_EXHAUSTED);
        assertThat(provider()
                        .readError(429, Map.of(), "{\"error\":\"too many requests\"}".getBytes(StandardCharsets.UTF_8))
                        .kind())
                .isEqualTo(Failure.Kind.RATE_LIMITED);
    }
}
