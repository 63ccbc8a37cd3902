package dev.signalbox.relay;

import dev.signalbox.chat.Protocol;
import dev.signalbox.emulator.Behaviour;
import dev.signalbox.emulator.Provider;
import dev.signalbox.gateway.ClientCall;
import dev.signalbox.gateway.Gateway;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;

/** A provider of each protocol behind the gateway, and plain HTTP calls to them. */
final class Lanes implements AutoCloseable {
    private final Gateway gateway = Gateway.running();
    private final Map<Protocol, Provider> providers = new EnumMap<>(Protocol.class);
    private final Map<Protocol, String> prefixes = new EnumMap<>(Protocol.class);

    Lanes() {
        for (var protocol : Protocol.values()) {
            var provider = Provider.start(protocol);
            providers.put(protocol, provider);
            prefixes.put(protocol, gateway.connect(provider));
        }
    }

    Provider provider(Protocol protocol) {
        return providers.get(protocol);
    }

    /** A model of this provider that nobody else uses, as clients name it. */
    String model(Protocol provider, Behaviour behaviour) {
        return prefixes.get(provider) + "/" + behaviour.model(Gateway.unique());
    }

    /** The provider's own name for it. */
    static String bare(String model) {
        return model.substring(model.indexOf('/') + 1);
    }

    HttpResponse<byte[]> ask(Protocol client, String model, boolean stream) {
        var call = ClientCall.of(client);
        return gateway.call(call.path(model, stream), call.body(model, "Grüße", stream));
    }

    static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        providers.values().forEach(Provider::close);
    }
}
