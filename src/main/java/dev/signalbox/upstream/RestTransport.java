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
import dev.signalbox.egress.Sockets;
import dev.signalbox.egress.TrustStore;
import jakarta.inject.Inject;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.core.Response;
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
    private static final Set<String> SCHEMES = Set.of("http", "https");

    /** A top-level domain that never resolves (RFC 2606): what is simulated lives there. */
    private static final String RESERVED = ".invalid";

    /** Connections per provider address; more calls than this wait for one. */
    private static final int POOL = 5000;

    private final UpstreamConfig config;
    private final Egress egress;
    private final Sockets sockets;
    private final TrustStore trust;
    private final Cache<Key, Object> clients =
            Caffeine.newBuilder().maximumSize(500).build();
    private final Cache<ProxyAddress, ProxiedCalls> proxied =
            Caffeine.newBuilder().maximumSize(500).build();

    private record Key(Class<?> type, URI baseUri, Exit exit) {}

    @Inject
    RestTransport(UpstreamConfig config, Egress egress, Sockets sockets, TrustStore trust) {
        this.config = config;
        this.egress = egress;
        this.sockets = sockets;
        this.trust = trust;
    }

    @Override
    public boolean serves(URI baseUri) {
        return SCHEMES.contains(baseUri.getScheme()) && !baseUri.getHost().endsWith(RESERVED);
    }

    @Override
    public Reply send(UpstreamCall call) {
        var previous = CallHeaders.set(call.headers());
        try {
            return new RestReply(invoke(call));
        } catch (ProcessingException e) {
            throw failure(call, e);
        } finally {
            CallHeaders.restore(previous);
        }
    }

    private Response invoke(UpstreamCall call) {
        return switch (call.protocol()) {
            case OPENAI_CHAT -> {
                var client = client(ProviderClients.OpenAiChat.class, call);
                yield switch (call.operation()) {
                    case GENERATE, STREAM -> client.complete(call.body());
                    case EMBED -> client.embed(call.body());
                    case LIST_MODELS -> client.models();
                    case COUNT_TOKENS -> throw unsupported(call);
                };
            }
            case OPENAI_RESPONSES -> {
                var client = client(ProviderClients.Responses.class, call);
                yield switch (call.operation()) {
                    case GENERATE, STREAM -> client.create(call.body());
                    case EMBED -> client.embed(call.body());
                    case LIST_MODELS -> client.models();
                    case COUNT_TOKENS -> throw unsupported(call);
                };
            }
            case ANTHROPIC_MESSAGES -> {
                var client = client(ProviderClients.Anthropic.class, call);
                yield switch (call.operation()) {
                    case GENERATE, STREAM -> client.create(call.body());
                    case COUNT_TOKENS -> client.countTokens(call.body());
                    case LIST_MODELS -> client.models();
                    case EMBED -> throw unsupported(call);
                };
            }
            case GEMINI -> {
                var client = client(ProviderClients.Gemini.class, call);
                yield switch (call.operation()) {
                    case GENERATE -> client.generate(call.model(), call.body());
                    case STREAM -> client.stream(call.model(), "sse", call.body());
                    case COUNT_TOKENS -> client.countTokens(call.model(), call.body());
                    case LIST_MODELS -> client.models();
                    case EMBED -> throw unsupported(call);
                };
            }
            case OLLAMA -> {
                var client = client(ProviderClients.Ollama.class, call);
                yield switch (call.operation()) {
                    case GENERATE, STREAM -> client.chat(call.body());
                    case EMBED -> client.embed(call.body());
                    case LIST_MODELS -> client.tags();
                    case COUNT_TOKENS -> throw unsupported(call);
                };
            }
        };
    }

    private <T> T client(Class<T> type, UpstreamCall call) {
        var exit = egress.exit(call.sender(), call.baseUri());
        return type.cast(clients.get(new Key(type, call.baseUri(), exit), key -> build(type, key)));
    }

    private <T> T build(Class<T> type, Key key) {
        var builder = RestClientBuilder.newBuilder()
                .baseUri(key.baseUri())
                .connectTimeout(config.connectTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .readTimeout(config.idleTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .followRedirects(false)
                .property("microprofile.rest.client.disable.default.mapper", true)
                .property("resteasy.connectionPoolSize", POOL)
                .register(CallHeaders.class);
        trust.extended().ifPresent(builder::trustStore);
        switch (key.exit()) {
            case Exit.Direct direct -> {}
            case Exit.Through through -> builder.register(calls(through.proxy()), ProxiedCalls.LAST);
        }
        return builder.build(type);
    }

    /** One pool for all calls through a proxy; it ends with the process, because answers may still come from it. */
    private ProxiedCalls calls(ProxyAddress proxy) {
        return proxied.get(proxy, p -> new ProxiedCalls(p, sockets, config.connectTimeout(), config.idleTimeout()));
    }

    private static RuntimeException unsupported(UpstreamCall call) {
        return Failure.of(
                        Failure.Kind.MODEL_UNAVAILABLE,
                        404,
                        "A provider that speaks " + call.protocol().id() + " has no such operation.")
                .asException();
    }

    private static RuntimeException failure(UpstreamCall call, ProcessingException e) {
        var host = call.baseUri().getHost();
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
            return Failure.of(Failure.Kind.TIMEOUT, 504, "The provider at " + host + " did not answer in time.")
                    .asException();
        }
        if (find(e, SSLException.class) != null) {
            return Failure.of(
                            Failure.Kind.UNREACHABLE, 502, "The TLS connection to the provider at " + host + " failed.")
                    .asException();
        }
        return Failure.of(Failure.Kind.UNREACHABLE, 502, "The connection to the provider at " + host + " broke.")
                .asException();
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
