package dev.signalbox.emulator;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A strict proxy on an ephemeral port of the loopback address. It takes nothing but the one login it was given, and whatever
 * name it is asked for it finds on this machine, so that a name that nobody else can resolve proves the way a call has taken.
 * What it is asked for below {@code refused.test} it refuses.
 */
public final class ProxyServer implements AutoCloseable {
    private static final String REFUSED = ".refused.test";

    private final boolean socks;
    private final @Nullable String user;
    private final @Nullable String password;
    private final ServerSocket server;
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private ProxyServer(boolean socks, @Nullable String user, @Nullable String password, ServerSocket server) {
        this.socks = socks;
        this.user = user;
        this.password = password;
        this.server = server;
        Thread.ofVirtual().start(this::accept);
    }

    /** An HTTP proxy; without a user it takes anybody. */
    public static ProxyServer http(@Nullable String user, @Nullable String password) {
        return listening(false, user, password, null);
    }

    /** An HTTP proxy inside TLS. */
    public static ProxyServer https(@Nullable String user, @Nullable String password, SSLContext tls) {
        return listening(false, user, password, tls);
    }

    /** A SOCKS5 proxy; without a user it takes anybody. */
    public static ProxyServer socks(@Nullable String user, @Nullable String password) {
        return listening(true, user, password, null);
    }

    private static ProxyServer listening(
            boolean socks, @Nullable String user, @Nullable String password, @Nullable SSLContext tls) {
        try {
            var loopback = InetAddress.getLoopbackAddress();
            var server = tls == null
                    ? new ServerSocket(0, 50, loopback)
                    : tls.getServerSocketFactory().createServerSocket(0, 50, loopback);
            return new ProxyServer(socks, user, password, server);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return server.getLocalPort();
    }

    /** What it was asked for, in order: {@code CONNECT host:port}, {@code POST http://…}, {@code SOCKS host:port}, {@code DENIED}. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    @Override
    public void close() {
        quietly(server);
        open.forEach(ProxyServer::quietly);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var client = server.accept();
                open.add(client);
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            if (socks) {
                socks(client);
            } else {
                http(client);
            }
        } catch (IOException gone) {
            // the other side has left, which is what the tests make it do
        } finally {
            open.remove(client);
        }
    }

    private void http(Socket client) throws IOException {
        var in = client.getInputStream();
        var head = head(in);
        var line = head.lines().findFirst().orElseThrow().split(" ", 3);
        if (user != null && !head.contains("\r\nProxy-Authorization: Basic " + login() + "\r\n")) {
            asked.add("DENIED");
            answer(client, "407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"t\"");
            return;
        }
        if (line[0].equals("CONNECT")) {
            tunnel(client, line[1]);
            return;
        }
        asked.add(line[0] + " " + line[1]);
        forward(client, head, line[1]);
    }

    private String login() {
        return Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    private void tunnel(Socket client, String authority) throws IOException {
        asked.add("CONNECT " + authority);
        int colon = authority.lastIndexOf(':');
        if (authority.substring(0, colon).endsWith(REFUSED)) {
            answer(client, "403 Forbidden");
            return;
        }
        try (var target = open(Integer.parseInt(authority.substring(colon + 1)))) {
            answer(client, "200 Connection established");
            join(client, target);
        }
    }

    /** One request per connection: the head loses what is meant for the proxy, the target is told to close. */
    private void forward(Socket client, String head, String url) throws IOException {
        var uri = URI.create(url); // absolute, or this is no request to a proxy
        if (uri.getHost() == null) {
            answer(client, "400 Bad Request");
            return;
        }
        if (uri.getHost().endsWith(REFUSED)) {
            answer(client, "403 Forbidden");
            return;
        }
        var path = uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
        var changed = head.replaceFirst(" \\S+ HTTP", " " + Matcher.quoteReplacement(path) + " HTTP")
                .replaceAll("(?i)\r\nproxy-[a-z]+: [^\r]*", "")
                .replaceAll("(?i)\r\nconnection: [^\r]*", "")
                .replaceFirst("\r\n\r\n$", "\r\nConnection: close\r\n\r\n");
        try (var target = open(uri.getPort())) {
            target.getOutputStream().write(changed.getBytes(StandardCharsets.ISO_8859_1));
            var body = Thread.ofVirtual().start(() -> pass(client, target));
            var answered = head(target.getInputStream()).replaceFirst("\r\n", "\r\nConnection: close\r\n");
            client.getOutputStream().write(answered.getBytes(StandardCharsets.ISO_8859_1));
            pass(target, client);
            body.interrupt();
        }
    }

    private void socks(Socket client) throws IOException {
        var in = new DataInputStream(client.getInputStream());
        var out = client.getOutputStream();
        require(in.readUnsignedByte() == 5, "version");
        var methods = new byte[in.readUnsignedByte()];
        in.readFully(methods);
        int wanted = user == null ? 0 : 2;
        boolean offered = new String(methods, StandardCharsets.ISO_8859_1).indexOf(wanted) >= 0;
        out.write(new byte[] {5, (byte) (offered ? wanted : 0xff)});
        if (!offered || (user != null && !authenticated(in, out))) {
            asked.add("DENIED");
            return;
        }
        require(in.readUnsignedByte() == 5 && in.readUnsignedByte() == 1 && in.readUnsignedByte() == 0, "request");
        var host = host(in);
        int port = in.readUnsignedShort();
        asked.add("SOCKS " + host + ":" + port);
        if (host.endsWith(REFUSED)) {
            out.write(new byte[] {5, 2, 0, 1, 0, 0, 0, 0, 0, 0});
            return;
        }
        try (var target = open(port)) {
            out.write(new byte[] {5, 0, 0, 1, 127, 0, 0, 1, 0, 1});
            join(client, target);
        }
    }

    private boolean authenticated(DataInputStream in, OutputStream out) throws IOException {
        require(in.readUnsignedByte() == 1, "login version");
        var name = new String(in.readNBytes(in.readUnsignedByte()), StandardCharsets.UTF_8);
        var word = new String(in.readNBytes(in.readUnsignedByte()), StandardCharsets.UTF_8);
        boolean right = name.equals(user) && word.equals(password);
        out.write(new byte[] {1, (byte) (right ? 0 : 1)});
        return right;
    }

    private static String host(DataInputStream in) throws IOException {
        return switch (in.readUnsignedByte()) {
            case 1 -> InetAddress.getByAddress(in.readNBytes(4)).getHostAddress();
            case 3 -> new String(in.readNBytes(in.readUnsignedByte()), StandardCharsets.US_ASCII);
            case 4 -> InetAddress.getByAddress(in.readNBytes(16)).getHostAddress();
            default -> throw new IOException("address type");
        };
    }

    private static void require(boolean held, String what) throws IOException {
        if (!held) {
            throw new IOException("not SOCKS5: " + what);
        }
    }

    private Socket open(int port) throws IOException {
        var target = new Socket(InetAddress.getLoopbackAddress(), port);
        open.add(target);
        return target;
    }

    private static void answer(Socket client, String status) throws IOException {
        var end = status.startsWith("200") ? "\r\n\r\n" : "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        client.getOutputStream().write(("HTTP/1.1 " + status + end).getBytes(StandardCharsets.ISO_8859_1));
        client.getOutputStream().flush();
    }

    private static String head(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            int b = in.read();
            if (b < 0) {
                throw new IOException("cut");
            }
            head.append((char) b);
        }
        return head.toString();
    }

    private static void join(Socket client, Socket target) throws IOException {
        var back = Thread.ofVirtual().start(() -> pass(target, client));
        pass(client, target);
        try {
            back.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void pass(Socket from, Socket to) {
        try {
            var piece = new byte[16_384];
            for (int n = from.getInputStream().read(piece);
                    n >= 0;
                    n = from.getInputStream().read(piece)) {
                to.getOutputStream().write(piece, 0, n);
                to.getOutputStream().flush();
            }
            to.shutdownOutput();
        } catch (IOException gone) {
            quietly(from);
            quietly(to);
        }
    }

    private static void quietly(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception alreadyClosed) {
            // nothing left to do
        }
    }
}
