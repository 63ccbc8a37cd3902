package dev.signalbox.wire;

import dev.signalbox.Service;
import dev.signalbox.chat.Protocol;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The codec of each protocol, found by interface. */
@Service
public class Codecs {
    private final Map<Protocol, ClientProtocol> clients = new EnumMap<>(Protocol.class);
    private final Map<Protocol, ClientProtocol> legacy = new EnumMap<>(Protocol.class);
    private final Map<Protocol, ProviderEmbeddings> embeddings = new EnumMap<>(Protocol.class);
    private final Map<Protocol, ProviderProtocol> providers = new EnumMap<>(Protocol.class);

    private final Map<String, ProviderProtocol> dialects = new HashMap<>();

    @Inject
    Codecs(
            @Any Instance<ClientProtocol> clients,
            @Any Instance<ProviderProtocol> providers,
            @Any Instance<ProviderEmbeddings> embeddings) {
        embeddings.forEach(e -> this.embeddings.put(e.protocol(), e));
        clients.forEach(c -> (c.legacy() ? legacy : this.clients).put(c.protocol(), c));
        providers.forEach(p -> {
            if (p.dialect().isEmpty()) {
                this.providers.put(p.protocol(), p);
            } else {
                dialects.put(p.dialect(), p);
            }
        });
    }

    public ClientProtocol client(Protocol protocol) {
        return Objects.requireNonNull(clients.get(protocol));
    }

    /** The protocol's older form. */
    public ClientProtocol legacy(Protocol protocol) {
        return Objects.requireNonNull(legacy.get(protocol));
    }

    /** The codec of a dialect with a format of its own, else that of the protocol. */
    public ProviderProtocol provider(Protocol protocol, String dialect) {
        var own = dialects.get(dialect);
        return own == null ? provider(protocol) : own;
    }

    /** A protocol's own embeddings; empty where they are OpenAI's, or where there are none. */
    public Optional<ProviderEmbeddings> embeddings(Protocol protocol) {
        return Optional.ofNullable(embeddings.get(protocol));
    }

    public ProviderProtocol provider(Protocol protocol) {
        return Objects.requireNonNull(providers.get(protocol));
    }
}
