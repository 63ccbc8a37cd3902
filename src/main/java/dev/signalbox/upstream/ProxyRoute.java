package dev.signalbox.upstream;

import dev.signalbox.egress.HopFailed;
import dev.signalbox.egress.ProxyAddress;
import dev.signalbox.egress.Sockets;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.io.HttpClientConnectionOperator;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.client5.http.routing.HttpRoutePlanner;
import org.apache.hc.client5.http.routing.RoutingSupport;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.TimeValue;
import org.jspecify.annotations.Nullable;

/**
 * The one way of a client whose calls leave through a proxy. Plain HTTP is handed to an HTTP proxy as such; everything else
 * goes through a tunnel that is made here, so that the client sees a connection to the provider.
 */
final class ProxyRoute implements HttpRoutePlanner, HttpClientConnectionOperator {
    private final ProxyAddress proxy;
    private final HttpHost proxyHost;
    private final Sockets sockets;
    private final Duration connectTimeout;

    ProxyRoute(ProxyAddress proxy, Sockets sockets, Duration connectTimeout) {
        this.proxy = proxy;
        this.proxyHost = new HttpHost(proxy.kind().scheme(), proxy.host(), proxy.port());
        this.sockets = sockets;
        this.connectTimeout = connectTimeout;
    }

    /** What a request that is handed to the proxy must carry; a tunnel has shown it already. */
    String loginFor(HttpHost target) {
        return handedOver(target) ? proxy.authorization() : "";
    }

    private boolean handedOver(HttpHost target) {
        return !isSecure(target) && proxy.kind() != ProxyAddress.Kind.SOCKS5;
    }

    private static boolean isSecure(HttpHost target) {
        return "https".equalsIgnoreCase(target.getSchemeName());
    }

    @Override
    public HttpRoute determineRoute(HttpHost host, HttpContext context) throws HttpException {
        var target = RoutingSupport.normalize(host, null);
        return handedOver(target)
                ? new HttpRoute(target, null, proxyHost, false)
                : new HttpRoute(target, null, isSecure(target));
    }

    /** Connects to {@code host}, which is the proxy itself where it is the first hop of the route. */
    @Override
    public void connect(
            ManagedHttpClientConnection connection,
            HttpHost host,
            @Nullable InetSocketAddress local,
            TimeValue timeout,
            SocketConfig config,
            HttpContext context)
            throws IOException {
        var socket = host.equals(proxyHost) ? sockets.toProxy(proxy, connectTimeout) : tunnel(host);
        if (config.getSoTimeout() != null) {
            socket.setSoTimeout(config.getSoTimeout().toMillisecondsIntBound());
        }
        connection.bind(socket);
    }

    private Socket tunnel(HttpHost host) throws HopFailed {
        var through = sockets.through(proxy, host.getHostName(), host.getPort(), connectTimeout);
        return isSecure(host) ? sockets.secured(through, host.getHostName(), host.getPort()) : through;
    }

    @Override
    public void upgrade(ManagedHttpClientConnection connection, HttpHost host, HttpContext context) {
        throw new UnsupportedOperationException("no route here is layered");
    }
}
