package dev.signalbox.upstream;

import dev.signalbox.egress.Hop;
import dev.signalbox.egress.HopFailed;
import dev.signalbox.egress.ProxyAddress;
import dev.signalbox.egress.Sockets;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.pool.PoolReusePolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Takes the calls of a REST client through a proxy. The specification of MicroProfile REST clients knows plain HTTP proxies
 * without a login only, so the request that the client has put together is sent from here and its answer handed back; the
 * client itself opens no connection, hence nothing can go past the proxy.
 */
final class ProxiedCalls implements ClientRequestFilter, AutoCloseable {
    /** Behind every filter that still adds to the request. */
    static final int LAST = Integer.MAX_VALUE;

    private static final int POOL = 5000;
    private static final Set<String> FROM_THE_BODY = Set.of("content-type", "content-length");
    private static final int PROXY_AUTHENTICATION_REQUIRED = 407;

    private final ProxyAddress proxy;
    private final ProxyRoute route;
    private final CloseableHttpClient client;

    ProxiedCalls(ProxyAddress proxy, Sockets sockets, Duration connectTimeout, Duration idleTimeout) {
        this.proxy = proxy;
        this.route = new ProxyRoute(proxy, sockets, connectTimeout);
        var idle = Timeout.of(idleTimeout);
        var pool = new PoolingHttpClientConnectionManager(
                route, PoolConcurrencyPolicy.LAX, PoolReusePolicy.LIFO, TimeValue.of(5, TimeUnit.MINUTES), null);
        pool.setMaxTotal(POOL);
        pool.setDefaultMaxPerRoute(POOL);
        pool.setDefaultSocketConfig(
                SocketConfig.custom().setSoTimeout(idle).setTcpNoDelay(true).build());
        pool.setDefaultConnectionConfig(ConnectionConfig.custom()
                .setValidateAfterInactivity(TimeValue.ofSeconds(1))
                .build());
        client = HttpClients.custom()
                .setConnectionManager(pool)
                .setRoutePlanner(route)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(idle)
                        .setRedirectsEnabled(false)
                        .setAuthenticationEnabled(false)
                        .build())
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableContentCompression()
                .disableAuthCaching()
                .disableDefaultUserAgent()
                .evictIdleConnections(TimeValue.ofMinutes(1))
                .build();
    }

    @Override
    public void filter(ClientRequestContext request) throws IOException {
        var type = request.getMediaType() == null
                ? ContentType.APPLICATION_JSON
                : ContentType.parse(request.getMediaType().toString());
        var entity = request.getEntity() instanceof byte[] body ? new ByteArrayEntity(body, type) : null;
        request.abortWith(answer(send(request.getMethod(), request.getUri(), request.getStringHeaders(), entity)));
    }

    /** Sends a request and waits for the head of the answer; whoever closes the answer early drops the connection. */
    ClassicHttpResponse send(String method, URI uri, Map<String, List<String>> headers, @Nullable HttpEntity entity)
            throws IOException {
        var target = new HttpHost(uri.getScheme(), uri.getHost(), uri.getPort());
        var request = ClassicRequestBuilder.create(method).setUri(uri).setEntity(entity);
        headers.forEach((name, values) -> {
            if (!FROM_THE_BODY.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.addHeader(name, value));
            }
        });
        var login = route.loginFor(target);
        if (!login.isEmpty()) {
            request.setHeader("Proxy-Authorization", login);
        }
        var response = client.executeOpen(target, request.build(), null);
        if (response.getCode() == PROXY_AUTHENTICATION_REQUIRED) {
            response.close();
            throw unauthenticated();
        }
        return response;
    }

    private HopFailed unauthenticated() {
        var why = proxy.user() == null ? " asks for a user and password." : " refuses the user or password.";
        return new HopFailed(Hop.PROXY_AUTH, "The proxy " + proxy.shown() + why, null);
    }

    private static Response answer(ClassicHttpResponse response) throws IOException {
        var answer = Response.status(response.getCode());
        for (var header : response.getHeaders()) {
            answer.header(header.getName(), header.getValue());
        }
        return answer.entity(new ProxiedBody(response)).build();
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (IOException alreadyGone) {
            System.getLogger(ProxiedCalls.class.getName())
                    .log(System.Logger.Level.TRACE, "closing a pool of connections", alreadyGone);
        }
    }
}
