package dev.signalbox.wire.anthropic;

import dev.signalbox.wire.ClientProtocol;
import dev.signalbox.wire.ClientProtocolContract;
import dev.signalbox.wire.ProviderProtocol;
import java.util.List;

class AnthropicClientProtocolTest extends ClientProtocolContract {
    @Override
    protected ClientProtocol client() {
        return new AnthropicClientProtocol();
    }

    @Override
    protected ProviderProtocol provider() {
        return new AnthropicProviderProtocol();
    }

    @Override
    protected List<String> requests() {
        return List.of(Samples.text("requests/everything.json"), Samples.text("requests/plain.json"));
    }
}
