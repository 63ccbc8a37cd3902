package dev.signalbox.egress;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.IDN;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Asks a SOCKS5 proxy for a connection (RFC 1928), with user and password where there are some (RFC 1929). */
final class SocksHandshake {
    private static final int VERSION = 5;
    private static final int NO_LOGIN = 0;
    private static final int LOGIN = 2;
    private static final int CONNECT = 1;
    private static final int IPV4 = 1;
    private static final int NAME = 3;
    private static final int IPV6 = 4;
    private static final Pattern NUMERIC = Pattern.compile("[0-9.]+|.*:.*");

    private SocksHandshake() {}

    static void make(Socket socket, ProxyAddress proxy, String host, int port) throws IOException {
        var in = new DataInputStream(socket.getInputStream());
        var out = socket.getOutputStream();
        greet(in, out, proxy);
        out.write(request(host, port));
        out.flush();
        if (in.readUnsignedByte() != VERSION) {
            throw new IOException("not SOCKS5");
        }
        int reply = in.readUnsignedByte();
        if (reply != 0) {
            throw new HopFailed(
                    Hop.PROXY_TUNNEL,
                    "The proxy at " + proxy.place() + " makes no connection to " + host + ":" + port + ": "
                            + meaning(reply) + ".",
                    null);
        }
        skipAddress(in);
    }

    private static void greet(DataInputStream in, OutputStream out, ProxyAddress proxy) throws IOException {
        int method = proxy.user() == null ? NO_LOGIN : LOGIN;
        out.write(new byte[] {VERSION, 1, (byte) method});
        out.flush();
        if (in.readUnsignedByte() != VERSION) {
            throw new HopFailed(
                    Hop.PROXY_CONNECT, "What listens at " + proxy.place() + " does not speak SOCKS5.", null);
        }
        if (in.readUnsignedByte() != method) {
            throw new HopFailed(
                    Hop.PROXY_AUTH,
                    "The proxy at " + proxy.place()
                            + (method == NO_LOGIN
                                    ? " asks for a user and password."
                                    : " does not take a user and password."),
                    null);
        }
        if (method == LOGIN) {
            login(in, out, proxy);
        }
    }

    private static void login(DataInputStream in, OutputStream out, ProxyAddress proxy) throws IOException {
        var message = new ByteArrayOutputStream();
        message.write(1);
        field(message, proxy.user() == null ? "" : proxy.user());
        field(message, proxy.password() == null ? "" : proxy.password().reveal());
        out.write(message.toByteArray());
        out.flush();
        in.readUnsignedByte();
        if (in.readUnsignedByte() != 0) {
            throw new HopFailed(
                    Hop.PROXY_AUTH, "The proxy at " + proxy.place() + " refuses the user or password.", null);
        }
    }

    private static void field(ByteArrayOutputStream message, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        message.write(bytes.length);
        message.writeBytes(bytes);
    }

    /** A name is looked up by the proxy; an address needs no looking up. */
    private static byte[] request(String host, int port) throws UnknownHostException {
        var message = new ByteArrayOutputStream();
        message.writeBytes(new byte[] {VERSION, CONNECT, 0});
        if (NUMERIC.matcher(host).matches()) {
            var address = InetAddress.getByName(host);
            message.write(address instanceof Inet4Address ? IPV4 : IPV6);
            message.writeBytes(address.getAddress());
        } else {
            message.write(NAME);
            field(message, IDN.toASCII(host));
        }
        message.write(port >> 8);
        message.write(port);
        return message.toByteArray();
    }

    /** The address that the proxy connected from, which is of no use here. */
    private static void skipAddress(DataInputStream in) throws IOException {
        in.readUnsignedByte();
        int length = switch (in.readUnsignedByte()) {
            case IPV4 -> 4;
            case IPV6 -> 16;
            case NAME -> in.readUnsignedByte();
            default -> throw new IOException("not SOCKS5");
        };
        in.readFully(new byte[length + 2]);
    }

    private static String meaning(int reply) {
        return switch (reply) {
            case 2 -> "its rules forbid it";
            case 3 -> "the network is unreachable";
            case 4 -> "the host is unreachable or unknown";
            case 5 -> "the connection was refused";
            case 6 -> "it took too long";
            default -> "it failed with code " + reply;
        };
    }
}
