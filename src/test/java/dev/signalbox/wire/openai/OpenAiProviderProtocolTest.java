package dev.signalbox.wire.openai;

import dev.signalbox.chat.Signature;
import dev.signalbox.wire.Frame;
import dev.signalbox.wire.ProviderProtocol;
import dev.signalbox.wire.ProviderProtocolContract;
import java.util.List;

class OpenAiProviderProtocolTest extends ProviderProtocolContract {
    private static final String TEXT = """
            data: {"id":"c1","object":"chat.completion.chunk","created":7,"model":"m","choices":[{"index":0,\
            "delta":{"role":"assistant","content":"","refusal":null},"logprobs":null,"finish_reason":null}],"usage":null}

            data: {"id":"c1","created":7,"model":"m","choices":[{"index":0,"delta":{"reasoning_content":"I think"},\
            "finish_reason":null}]}

            : keep-alive

            data: {"id":"c1","created":7,"model":"m","choices":[{"index":0,"delta":{"content":"Zürich "},"finish_reason":null}]}

            data: {"id":"c1","created":7,"model":"m","choices":[{"index":0,"delta":{"content":"\\u2028🚀"},"finish_reason":null}]}

            data: {"id":"c1","created":7,"model":"m","choices":[{"index":0,"delta":{},"finish_reason":"length"}]}

            data: {"id":"c1","created":7,"model":"m","choices":[],"usage":{"prompt_tokens":100,"completion_tokens":10,\
            "total_tokens":110,"prompt_tokens_details":{"cached_tokens":40},"completion_tokens_details":{"reasoning_tokens":3}}}

            data: [DONE]

            """;
    private static final String TEXT_WHOLE = """
            {"id":"c1","object":"chat.completion","created":7,"model":"m","choices":[{"index":0,"message":{"role":"assistant",
            "content":"Zürich \\u2028🚀","refusal":null,"reasoning":"I think"},"logprobs":null,"finish_reason":"length"}],
            "usage":{"prompt_tokens":100,"completion_tokens":10,"total_tokens":110,
            "prompt_cache_hit_tokens":40,"completion_tokens_details":{"reasoning_tokens":3}}}
            """;
    private static final String CALLS = """
            data: {"id":"c2","model":"m","choices":[{"index":0,"delta":{"role":"assistant","content":"Look:"}}]}

            data: {"id":"c2","model":"m","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"call_a","type":"function",\
            "function":{"name":"f","arguments":""}}]}}]}

            data: {"id":"c2","model":"m","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"{\\"a\\":"}}]}}]}

            data: {"id":"c2","model":"m","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"1.50}"}}]}}]}

            data: {"id":"c2","model":"m","choices":[{"index":0,"delta":{"tool_calls":[{"index":1,"id":"call_b","type":"function",\
            "function":{"name":"g"}}]}}]}

            data: {"id":"c2","model":"m","choices":[{"index":1,"delta":{"content":"Another."},"finish_reason":"stop"}]}

            data: {"id":"c2","model":"m","choices":[{"index":0,"delta":{},"finish_reason":"tool_calls"}],\
            "usage":{"prompt_tokens":9,"completion_tokens":4,"total_tokens":13}}

            data: [DONE]

            """;
    private static final String CALLS_WHOLE = """
            {"id":"c2","model":"m","choices":[{"index":0,"message":{"role":"assistant","content":"Look:","tool_calls":[
            {"id":"call_a","type":"function","function":{"name":"f","arguments":"{\\"a\\":1.50}"}},
            {"id":"call_b","type":"function","function":{"name":"g","arguments":""}}]},"finish_reason":"stop"},
            {"index":1,"message":{"role":"assistant","content":"Another."},"finish_reason":"stop"}],
            "usage":{"prompt_tokens":9,"completion_tokens":4,"total_tokens":13}}
            """;

    @Override
    protected ProviderProtocol provider() {
        return new OpenAiProviderProtocol();
    }

    @Override
    protected List<Recording> recordings() {
        return List.of(new Recording(TEXT, TEXT_WHOLE), new Recording(CALLS, CALLS_WHOLE));
    }

    @Override
    protected String vendor() {
        return Signature.OPENAI;
    }

    /** Some servers never send {@code [DONE]}: the finish reasons of all choices are the end, too. */
    @Override
    protected boolean mayEndAfter(List<Frame> frames) {
        return frames.stream()
                .anyMatch(f -> f.data().contains("\"finish_reason\":\"tool_calls\"")
                        || f.data().contains("\"finish_reason\":\"length\""));
    }
}
