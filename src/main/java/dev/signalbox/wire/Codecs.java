package dev.signalbox.wire;

import dev.signalbox.Service;
import dev.signalbox.chat.Protocol;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** The codec of each protocol, found by interface. */
@Service
public class Codecs {
    private final Map<Protocol, ClientProtocol> clients = new EnumMap<>(Protocol.class);
    private final Map<Protocol, ProviderProtocol> providers = new EnumMap<>(Protocol.class);

    @Inject
    Codecs(@Any Instance<ClientProtocol> clients, @Any Instance<ProviderProtocol> providers) {
        clients.forEach(c -> this.clients.put(c.protocol(), c));
        providers.forEach(p -> this.providers.put(p.protocol(), p));
    }

    public ClientProtocol client(Protocol protocol) {
        return Objects.requireNonNull(clients.get(protocol));
    }

    public ProviderProtocol provider(Protocol protocol) {
        return Objects.requireNonNull(providers.get(protocol));
    }
}
