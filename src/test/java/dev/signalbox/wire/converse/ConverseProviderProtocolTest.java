package dev.signalbox.wire.converse;

import dev.signalbox.wire.Frame;
import dev.signalbox.wire.ProviderProtocol;
import dev.signalbox.wire.ProviderProtocolContract;
import java.util.List;

class ConverseProviderProtocolTest extends ProviderProtocolContract {
    private static final String THOUGHTS = """
            event: messageStart
            data: {"p":"abc","role":"assistant"}

            event: contentBlockDelta
            data: {"contentBlockIndex":0,"delta":{"reasoningContent":{"text":"Let me "}},"p":"ab"}

            event: contentBlockDelta
            data: {"contentBlockIndex":0,"delta":{"reasoningContent":{"text":"see."}}}

            event: contentBlockDelta
            data: {"contentBlockIndex":0,"delta":{"reasoningContent":{"signature":"c2ln"}}}

            event: contentBlockStop
            data: {"contentBlockIndex":0}

            event: contentBlockDelta
            data: {"contentBlockIndex":1,"delta":{"text":"Zürich "}}

            event: contentBlockDelta
            data: {"contentBlockIndex":1,"delta":{"text":"🚀"}}

            event: contentBlockStop
            data: {"contentBlockIndex":1}

            event: messageStop
            data: {"stopReason":"max_tokens"}

            event: metadata
            data: {"usage":{"inputTokens":10,"outputTokens":4,"totalTokens":34,"cacheReadInputTokens":15,\
            "cacheWriteInputTokens":5,"cacheDetails":[{"ttl":"1h","inputTokens":2}]},"metrics":{"latencyMs":5}}

            """;
    private static final String THOUGHTS_WHOLE = """
            {"output":{"message":{"role":"assistant","content":[
            {"reasoningContent":{"reasoningText":{"text":"Let me see.","signature":"c2ln"}}},
            {"text":"Zürich 🚀"}]}},"stopReason":"max_tokens",
            "usage":{"inputTokens":10,"outputTokens":4,"totalTokens":34,"cacheReadInputTokens":15,
            "cacheWriteInputTokens":5,"cacheDetails":[{"ttl":"1h","inputTokens":2}]},"metrics":{"latencyMs":5}}
            """;
    private static final String CALLS = """
            event: messageStart
            data: {"role":"assistant"}

            event: contentBlockDelta
            data: {"contentBlockIndex":0,"delta":{"text":"Well."}}

            event: contentBlockStop
            data: {"contentBlockIndex":0}

            event: contentBlockStart
            data: {"contentBlockIndex":1,"start":{"toolUse":{"toolUseId":"tooluse_1","name":"f"}}}

            event: contentBlockDelta
            data: {"contentBlockIndex":1,"delta":{"toolUse":{"input":"{\\"a\\""}}}

            event: contentBlockDelta
            data: {"contentBlockIndex":1,"delta":{"toolUse":{"input":":1.50}"}}}

            event: contentBlockStop
            data: {"contentBlockIndex":1}

            event: contentBlockStart
            data: {"contentBlockIndex":2,"start":{"toolUse":{"toolUseId":"tooluse_2","name":"g"}}}

            event: contentBlockStop
            data: {"contentBlockIndex":2}

            event: messageStop
            data: {"stopReason":"tool_use"}

            event: metadata
            data: {"usage":{"inputTokens":9,"outputTokens":4,"totalTokens":13},"metrics":{"latencyMs":5}}

            """;
    private static final String CALLS_WHOLE = """
            {"output":{"message":{"role":"assistant","content":[{"text":"Well."},
            {"toolUse":{"toolUseId":"tooluse_1","name":"f","input":{"a":1.50}}},
            {"toolUse":{"toolUseId":"tooluse_2","name":"g","input":{}}}]}},"stopReason":"tool_use",
            "usage":{"inputTokens":9,"outputTokens":4,"totalTokens":13},"metrics":{"latencyMs":5}}
            """;

    @Override
    protected ProviderProtocol provider() {
        return new ConverseProviderProtocol();
    }

    @Override
    protected List<Recording> recordings() {
        return List.of(new Recording(THOUGHTS, THOUGHTS_WHOLE), new Recording(CALLS, CALLS_WHOLE));
    }

    @Override
    protected String vendor() {
        return "";
    }

    /** The token counts follow the reason to stop, and an answer is complete without them. */
    @Override
    protected boolean mayEndAfter(List<Frame> frames) {
        return frames.stream().anyMatch(f -> "messageStop".equals(f.event()));
    }
}
