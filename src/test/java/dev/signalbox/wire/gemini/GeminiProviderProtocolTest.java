package dev.signalbox.wire.gemini;

import dev.signalbox.chat.Signature;
import dev.signalbox.wire.Frame;
import dev.signalbox.wire.ProviderProtocol;
import dev.signalbox.wire.ProviderProtocolContract;
import java.util.List;

class GeminiProviderProtocolTest extends ProviderProtocolContract {
    private static final String TEXT = """
            data: {"candidates":[{"content":{"role":"model","parts":[{"text":"I think","thought":true}]},"index":0}],\
            "usageMetadata":{"promptTokenCount":100,"totalTokenCount":100},"modelVersion":"gemini-x","responseId":"r1"}\r
            \r
            data: {"candidates":[{"content":{"role":"model","parts":[{"text":"Zürich "}]},"index":0}],\
            "usageMetadata":{"promptTokenCount":100,"totalTokenCount":100},"modelVersion":"gemini-x","responseId":"r1"}\r
            \r
            data: {"candidates":[{"content":{"role":"model","parts":[{"text":"\\u2028🚀","thoughtSignature":"c2ln"}]},\
            "finishReason":"STOP","index":0}],"usageMetadata":{"promptTokenCount":100,"cachedContentTokenCount":40,\
            "candidatesTokenCount":7,"thoughtsTokenCount":3,"totalTokenCount":110},"modelVersion":"gemini-x","responseId":"r1"}\r
            \r
            """;
    private static final String TEXT_WHOLE = """
            {"candidates":[{"content":{"role":"model","parts":[{"text":"I think","thought":true},
            {"text":"Zürich \\u2028🚀","thoughtSignature":"c2ln"}]},"finishReason":"STOP","index":0}],
            "usageMetadata":{"promptTokenCount":100,"cachedContentTokenCount":40,"candidatesTokenCount":7,
            "thoughtsTokenCount":3,"totalTokenCount":110},"modelVersion":"gemini-x","responseId":"r1"}
            """;
    private static final String CALLS = """
            data: {"candidates":[{"content":{"parts":[{"functionCall":{"name":"f","args":{"a":1.50}},"thoughtSignature":"c2ln"}],\
            "role":"model"}}],"modelVersion":"gemini-x","responseId":"r2"}

            data: {"candidates":[{"content":{"parts":[{"functionCall":{"name":"f","args":{"a":1.50}}}],"role":"model"}}],\
            "modelVersion":"gemini-x","responseId":"r2"}

            data: {"candidates":[{"content":{"parts":[{"text":""}],"role":"model"},"finishReason":"STOP"}],\
            "usageMetadata":{"promptTokenCount":9,"candidatesTokenCount":4,"totalTokenCount":13},\
            "modelVersion":"gemini-x","responseId":"r2"}

            """;
    private static final String CALLS_WHOLE = """
            {"candidates":[{"content":{"parts":[
            {"functionCall":{"name":"f","args":{"a":1.50}},"thoughtSignature":"c2ln"},
            {"functionCall":{"name":"f","args":{"a":1.50}}}],"role":"model"},"finishReason":"STOP"}],
            "usageMetadata":{"promptTokenCount":9,"candidatesTokenCount":4,"totalTokenCount":13},
            "modelVersion":"gemini-x","responseId":"r2"}
            """;

    @Override
    protected ProviderProtocol provider() {
        return new GeminiProviderProtocol();
    }

    @Override
    protected List<Recording> recordings() {
        return List.of(new Recording(TEXT, TEXT_WHOLE), new Recording(CALLS, CALLS_WHOLE));
    }

    @Override
    protected String vendor() {
        return Signature.GOOGLE;
    }

    /** The protocol has no terminal event: a stream may end behind any frame that gave the reason. */
    @Override
    protected boolean mayEndAfter(List<Frame> frames) {
        return frames.stream().anyMatch(f -> f.data().contains("finishReason"));
    }
}
