package dev.signalbox.wire.anthropic;

import dev.signalbox.chat.Signature;
import dev.signalbox.wire.ProviderProtocol;
import dev.signalbox.wire.ProviderProtocolContract;
import java.util.List;

class AnthropicProviderProtocolTest extends ProviderProtocolContract {
    @Override
    protected ProviderProtocol provider() {
        return new AnthropicProviderProtocol();
    }

    @Override
    protected List<Recording> recordings() {
        return List.of(recording("thinking-and-tools"), recording("web-search"));
    }

    private static Recording recording(String name) {
        return new Recording(Samples.text(name + "/stream.sse"), Samples.text(name + "/answer.json"));
    }

    @Override
    protected String vendor() {
        return Signature.ANTHROPIC;
    }
}
