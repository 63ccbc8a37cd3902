package dev.signalbox.egress;

import dev.signalbox.Service;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Objects;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;

/** Opens connections hop by hop, so that whoever fails can be named. Nothing here falls back to another way. */
@Service
public class Sockets {
    private final TrustStore trust;

    @Inject
    public Sockets(TrustStore trust) {
        this.trust = trust;
    }

    /** A connection to a proxy as such: found, connected, and inside TLS where the proxy wants that. */
    public Socket toProxy(ProxyAddress proxy, Duration timeout) throws HopFailed {
        var plain = connect(proxy.host(), proxy.port(), Hop.PROXY_DNS, Hop.PROXY_CONNECT, timeout);
        return switch (proxy.kind()) {
            case HTTP, SOCKS5 -> plain;
            case HTTPS -> secured(plain, proxy.host(), proxy.port(), Hop.PROXY_TLS);
        };
    }

    /** A connection through a proxy that ends at this host. */
    public Socket through(ProxyAddress proxy, String host, int port, Duration timeout) throws HopFailed {
        var socket = toProxy(proxy, timeout);
        try {
            switch (proxy.kind()) {
                case HTTP, HTTPS -> ConnectHandshake.make(socket, proxy, host, port);
                case SOCKS5 -> SocksHandshake.make(socket, proxy, host, port);
            }
            return socket;
        } catch (HopFailed failed) {
            close(socket);
            throw failed;
        } catch (IOException cut) {
            close(socket);
            throw new HopFailed(
                    Hop.PROXY_TUNNEL,
                    "The proxy at " + proxy.place() + " broke off before the connection to " + host + " was made.",
                    cut);
        }
    }

    /** Puts TLS with the provider on a connection; its certificate must be valid for the host. */
    public SSLSocket secured(Socket plain, String host, int port) throws HopFailed {
        return secured(plain, host, port, Hop.TLS);
    }

    /** Goes the whole way to a provider up to its answer, and back. */
    public void walk(Exit exit, URI target, Duration timeout) throws HopFailed {
        boolean secure = "https".equals(target.getScheme());
        var host = unbracketed(target.getHost());
        int port = target.getPort() > 0 ? target.getPort() : secure ? 443 : 80;
        var socket = switch (exit) {
            case Exit.Direct direct -> connect(host, port, Hop.DNS, Hop.CONNECT, timeout);
            case Exit.Through through
            when !secure && through.proxy().kind() != ProxyAddress.Kind.SOCKS5 ->
                toProxy(through.proxy(), timeout); // plain HTTP is handed to the proxy, not tunnelled
            case Exit.Through through -> through(through.proxy(), host, port, timeout);
        };
        close(secure ? secured(socket, host, port) : socket);
    }

    private static String unbracketed(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static Socket connect(String host, int port, Hop lookUp, Hop connect, Duration timeout) throws HopFailed {
        InetAddress address;
        try {
            address = InetAddress.getByName(host);
        } catch (UnknownHostException unknown) {
            throw new HopFailed(lookUp, "The name " + host + " cannot be resolved.", unknown);
        }
        var socket = new Socket(java.net.Proxy.NO_PROXY); // no system property may redirect it
        try {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout((int) timeout.toMillis());
            socket.connect(new InetSocketAddress(address, port), (int) timeout.toMillis());
            return socket;
        } catch (IOException refused) {
            close(socket);
            var why = refused instanceof SocketTimeoutException ? "does not answer" : "refuses connections";
            throw new HopFailed(connect, host + ":" + port + " " + why + ".", refused);
        }
    }

    private SSLSocket secured(Socket plain, String host, int port, Hop hop) throws HopFailed {
        try {
            var socket = (SSLSocket) trust.context().getSocketFactory().createSocket(plain, host, port, true);
            var parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            return socket;
        } catch (SSLException refused) {
            close(plain);
            throw new HopFailed(hop, "TLS with " + host + " failed: " + reason(refused) + ".", refused);
        } catch (IOException cut) {
            close(plain);
            throw new HopFailed(hop, host + " broke off during the TLS handshake.", cut);
        }
    }

    private static String reason(SSLException refused) {
        Throwable cause = refused;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return Objects.requireNonNullElse(cause.getMessage(), "no reason was given");
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException gone) {
            System.getLogger(Sockets.class.getName()).log(System.Logger.Level.TRACE, "closing a dead socket", gone);
        }
    }
}
