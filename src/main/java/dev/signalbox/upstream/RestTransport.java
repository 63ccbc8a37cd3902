package dev.signalbox.upstream;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.signalbox.Service;
import dev.signalbox.egress.Egress;
import dev.signalbox.egress.Exit;
import dev.signalbox.egress.ProxyAddress;
import dev.signalbox.egress.Sender;
import dev.signalbox.egress.Sockets;
import dev.signalbox.egress.TrustStore;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import jakarta.ws.rs.ProcessingException;
import java.net.URI;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.rest.client.RestClientBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Reaches providers over HTTP by MicroProfile REST clients: pooled, kept alive, uncompressed, TLS always verified, through the
 * proxy that the call's sender has.
 */
@Service
class RestTransport implements Transport {
    private static final Set<String> SCHEMES = Set.of("http", "https");

    /** A top-level domain that never resolves (RFC 2606): what is simulated lives there. */
    private static final String RESERVED = ".invalid";

    /** Connections per provider address; more calls than this wait for one. */
    private static final int POOL = 5000;

    private final UpstreamConfig config;
    private final Dialects dialects;
    private final Egress egress;
    private final Sockets sockets;
    private final TrustStore trust;
    private final Clock clock;
    private final Cache<Key, KeptConnections> kept =
            Caffeine.newBuilder().maximumSize(500).build();
    private final Cache<Key, ProviderClient> closing =
            Caffeine.newBuilder().maximumSize(500).build();
    private final Cache<Pool, ProxiedCalls> pools =
            Caffeine.newBuilder().maximumSize(500).build();

    /** Clients find what writes their bodies by the thread's loader, and a caller's thread may be somebody else's. */
    private volatile @Nullable ClassLoader loader = Thread.currentThread().getContextClassLoader();

    /** Clients are made for each place and each way there; the address of a call is the call's own. */
    private record Key(URI origin, Exit exit) {}

    private record Pool(ProxyAddress proxy, boolean keeps) {}

    @Inject
    RestTransport(
            UpstreamConfig config, Dialects dialects, Egress egress, Sockets sockets, TrustStore trust, Clock clock) {
        this.config = config;
        this.dialects = dialects;
        this.egress = egress;
        this.sockets = sockets;
        this.trust = trust;
        this.clock = clock;
    }

    void start(@Observes Startup event) {
        loader = Thread.currentThread().getContextClassLoader();
    }

    @Override
    public boolean serves(URI baseUri) {
        return SCHEMES.contains(baseUri.getScheme()) && !baseUri.getHost().endsWith(RESERVED);
    }

    @Override
    public Reply send(UpstreamCall call) {
        var dialect = dialects.of(call.dialect());
        var reply = exchange(dialect.write(call), call.sender());
        try {
            return dialect.read(call, reply);
        } catch (RuntimeException unreadable) {
            reply.close();
            throw unreadable;
        }
    }

    /** Sends one call as it is, over a kept connection where there is one. */
    private Reply exchange(HttpCall call, Sender sender) {
        try {
            return Redirects.refused(
                    call, kept.get(key(call, sender), this::keeping).send(call));
        } catch (ProcessingException e) {
            throw CallFailures.of(call, e);
        }
    }

    /** Sends one call as it is over a connection of its own: that cannot be gone, so nothing is ever sent twice. */
    Reply once(HttpCall call, Sender sender) {
        try {
            return alone(key(call, sender), call);
        } catch (ProcessingException e) {
            throw CallFailures.of(call, e);
        }
    }

    private Key key(HttpCall call, Sender sender) {
        return new Key(call.origin(), egress.exit(sender, call.uri()));
    }

    private KeptConnections keeping(Key key) {
        var client = build(key, true);
        return new KeptConnections(call -> send(client, call), call -> alone(key, call), System::nanoTime);
    }

    private Reply alone(Key key, HttpCall call) {
        return send(closing.get(key, k -> build(k, false)), call.closing());
    }

    private Reply send(ProviderClient client, HttpCall call) {
        var previous = CurrentCall.set(call);
        try {
            return new RestReply(call.get() ? client.get() : client.post(call.body()), clock);
        } finally {
            CurrentCall.restore(previous);
        }
    }

    private ProviderClient build(Key key, boolean keeps) {
        var thread = Thread.currentThread();
        var before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return built(key, keeps);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private ProviderClient built(Key key, boolean keeps) {
        var builder = RestClientBuilder.newBuilder()
                .baseUri(key.origin())
                .connectTimeout(config.connectTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .readTimeout(config.idleTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .followRedirects(false)
                .property("microprofile.rest.client.disable.default.mapper", true)
                .property("resteasy.connectionPoolSize", POOL)
                .register(CurrentCall.class);
        trust.extended().ifPresent(builder::trustStore);
        switch (key.exit()) {
            case Exit.Direct direct -> {}
            case Exit.Through through -> builder.register(calls(new Pool(through.proxy(), keeps)), ProxiedCalls.LAST);
        }
        return builder.build(ProviderClient.class);
    }

    /** One pool for all calls through a proxy; it ends with the process, because answers may still come from it. */
    private ProxiedCalls calls(Pool pool) {
        return pools.get(
                pool, p -> new ProxiedCalls(p.proxy(), sockets, config.connectTimeout(), config.idleTimeout()));
    }
}
