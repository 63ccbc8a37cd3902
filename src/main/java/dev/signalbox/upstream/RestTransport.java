package dev.signalbox.upstream;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.signalbox.Service;
import dev.signalbox.chat.ChatException;
import dev.signalbox.chat.Failure;
import dev.signalbox.egress.Egress;
import dev.signalbox.egress.Exit;
import dev.signalbox.egress.HopFailed;
import dev.signalbox.egress.ProxyAddress;
import dev.signalbox.egress.Sender;
import dev.signalbox.egress.Sockets;
import dev.signalbox.egress.TrustStore;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import jakarta.ws.rs.ProcessingException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.eclipse.microprofile.rest.client.RestClientBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Reaches providers over HTTP by MicroProfile REST clients: pooled, kept alive, uncompressed, TLS always verified, through the
 * proxy that the call's sender has.
 */
@Service
class RestTransport implements Transport {
    private static final Logger LOG = System.getLogger(RestTransport.class.getName());
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
    private final Cache<Key, ProviderClient> clients =
            Caffeine.newBuilder().maximumSize(500).build();
    private final Cache<ProxyAddress, ProxiedCalls> proxied =
            Caffeine.newBuilder().maximumSize(500).build();

    /** Clients find what writes their bodies by the thread's loader, and a caller's thread may be somebody else's. */
    private volatile @Nullable ClassLoader loader = Thread.currentThread().getContextClassLoader();

    /** Clients are made for each place and each way there; the address of a call is the call's own. */
    private record Key(URI origin, Exit exit) {}

    @Inject
    RestTransport(UpstreamConfig config, Dialects dialects, Egress egress, Sockets sockets, TrustStore trust) {
        this.config = config;
        this.dialects = dialects;
        this.egress = egress;
        this.sockets = sockets;
        this.trust = trust;
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

    /** Sends one call as it is. */
    Reply exchange(HttpCall call, Sender sender) {
        var previous = CurrentCall.set(call);
        try {
            var key = new Key(call.origin(), egress.exit(sender, call.uri()));
            var client = clients.get(key, this::build);
            return new RestReply(call.get() ? client.get() : client.post(call.body()));
        } catch (ProcessingException e) {
            throw failure(call, e);
        } finally {
            CurrentCall.restore(previous);
        }
    }

    private ProviderClient build(Key key) {
        var thread = Thread.currentThread();
        var before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return built(key);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private ProviderClient built(Key key) {
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
            case Exit.Through through -> builder.register(calls(through.proxy()), ProxiedCalls.LAST);
        }
        return builder.build(ProviderClient.class);
    }

    /** One pool for all calls through a proxy; it ends with the process, because answers may still come from it. */
    private ProxiedCalls calls(ProxyAddress proxy) {
        return proxied.get(proxy, p -> new ProxiedCalls(p, sockets, config.connectTimeout(), config.idleTimeout()));
    }

    private static RuntimeException failure(HttpCall call, ProcessingException e) {
        var host = call.uri().getHost();
        var hop = find(e, HopFailed.class);
        if (hop != null) {
            return hopFailed(hop);
        }
        if (find(e, ConnectException.class) != null || find(e, UnknownHostException.class) != null) {
            return new RefusedException("The provider at " + host + " cannot be reached.", e);
        }
        if (dropped(e)) {
            return new RefusedException("The provider at " + host + " closed the connection without an answer.", e);
        }
        if (find(e, SocketTimeoutException.class) != null) {
            return broken(Failure.Kind.TIMEOUT, 504, "The provider at " + host + " did not answer in time.", e);
        }
        if (find(e, SSLException.class) != null) {
            return broken(
                    Failure.Kind.UNREACHABLE, 502, "The TLS connection to the provider at " + host + " failed.", e);
        }
        if (find(e, IOException.class) == null) {
            LOG.log(Level.WARNING, "A call could not be made, which is no fault of the provider's", e);
            return broken(
                    Failure.Kind.UNREACHABLE, 502, "The call to the provider at " + host + " could not be made.", e);
        }
        return broken(Failure.Kind.UNREACHABLE, 502, "The connection to the provider at " + host + " broke.", e);
    }

    private static ChatException broken(Failure.Kind kind, int status, String message, ProcessingException e) {
        return new ChatException(Failure.of(kind, status, message), e);
    }

    private static RuntimeException hopFailed(HopFailed hop) {
        var message = Objects.requireNonNullElse(hop.getMessage(), "The provider cannot be reached.");
        return hop.unsent()
                ? new RefusedException(message, hop)
                : new ChatException(Failure.of(Failure.Kind.UNREACHABLE, 502, message), hop);
    }

    /** A pooled connection that the provider had closed meanwhile: Apache HttpClient calls it NoHttpResponseException. */
    private static boolean dropped(Throwable e) {
        for (Throwable t = e; t != null; t = t.getCause()) {
            if (t.getClass().getSimpleName().equals("NoHttpResponseException")) {
                return true;
            }
        }
        return false;
    }

    private static <T extends Throwable> @Nullable T find(Throwable e, Class<T> type) {
        for (Throwable t = e; t != null; t = t.getCause()) {
            if (type.isInstance(t)) {
                return type.cast(t);
            }
        }
        return null;
    }
}
