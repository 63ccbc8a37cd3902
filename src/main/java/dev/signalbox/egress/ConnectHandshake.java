package dev.signalbox.egress;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Asks an HTTP proxy for a tunnel: CONNECT, RFC 9110 section 9.3.6. */
final class ConnectHandshake {
    private static final int MAX_HEAD = 16_384;

    private ConnectHandshake() {}

    static void make(Socket socket, ProxyAddress proxy, String host, int port) throws IOException {
        var authority = (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
        var login = authorization(proxy);
        var ask = "CONNECT " + authority + " HTTP/1.1\r\nHost: " + authority + "\r\n"
                + (login.isEmpty() ? "" : "Proxy-Authorization: " + login + "\r\n") + "\r\n";
        socket.getOutputStream().write(ask.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
        int status = status(head(socket.getInputStream()));
        if (status == 407) {
            throw new HopFailed(
                    Hop.PROXY_AUTH,
                    "The proxy at " + proxy.place()
                            + (login.isEmpty() ? " asks for a user and password." : " refuses the user or password."),
                    null);
        }
        if (status / 100 != 2) {
            throw new HopFailed(
                    Hop.PROXY_TUNNEL,
                    "The proxy at " + proxy.place() + " refuses a tunnel to " + authority + " with status " + status
                            + ".",
                    null);
        }
    }

    /** The value of {@code Proxy-Authorization}, empty for a proxy without a user. */
    static String authorization(ProxyAddress proxy) {
        if (proxy.user() == null) {
            return "";
        }
        var password = proxy.password() == null ? "" : proxy.password().reveal();
        return "Basic "
                + Base64.getEncoder().encodeToString((proxy.user() + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    /** Byte by byte, because what follows the empty line belongs to the tunnel. */
    private static String head(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            int b = in.read();
            if (b < 0 || head.length() == MAX_HEAD) {
                throw new IOException("no answer to CONNECT");
            }
            head.append((char) b);
        }
        return head.toString();
    }

    private static int status(String head) throws IOException {
        var parts = head.split(" ", 3);
        if (parts.length < 2 || !parts[0].startsWith("HTTP/1.") || !parts[1].matches("\\d{3}")) {
            throw new IOException("the answer to CONNECT is not HTTP");
        }
        return Integer.parseInt(parts[1]);
    }
}
