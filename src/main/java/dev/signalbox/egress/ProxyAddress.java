package dev.signalbox.egress;

import dev.signalbox.catalog.InvalidSetting;
import dev.signalbox.vault.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A proxy: what it speaks, where it is, and who is calling.
 *
 * @param user null for a proxy that asks for none
 * @param password null where the user has none
 */
public record ProxyAddress(
        Kind kind,
        String host,
        int port,
        @Nullable String user,
        @Nullable Secret password) {
    private static final int MAX_LENGTH = 2000;
    private static final int MAX_SOCKS_FIELD = 255;

    /** What a proxy speaks. */
    public enum Kind {
        HTTP("http", 80),
        /** HTTP inside TLS. */
        HTTPS("https", 443),
        /** RFC 1928; names are looked up by the proxy. */
        SOCKS5("socks5", 1080);

        private final String scheme;
        private final int port;

        Kind(String scheme, int port) {
            this.scheme = scheme;
            this.port = port;
        }

        public String scheme() {
            return scheme;
        }

        private static Kind of(@Nullable String scheme) {
            var wanted = scheme == null ? "" : scheme.toLowerCase(Locale.ROOT);
            // curl's word for SOCKS5 with names looked up by the proxy, which is what SOCKS5 always means here
            var name = wanted.equals("socks5h") || wanted.equals("socks") ? SOCKS5.scheme : wanted;
            return Arrays.stream(values())
                    .filter(kind -> kind.scheme.equals(name))
                    .findFirst()
                    .orElseThrow(() -> invalid("it must start with http://, https:// or socks5://"));
        }
    }

    /**
     * Reads {@code scheme://user:password@host:port}; user, password and port may be absent, special characters in them are
     * percent-encoded.
     *
     * @throws InvalidSetting when it is no address of a proxy; the message holds nothing of it
     */
    public static ProxyAddress parse(String typed) {
        var uri = uri(typed.strip());
        var kind = Kind.of(uri.getScheme());
        if (uri.getHost() == null || uri.getHost().isEmpty()) {
            throw invalid("it names no host");
        }
        boolean more = !Set.of("", "/").contains(uri.getRawPath());
        if (more || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw invalid("it ends with the port");
        }
        if (uri.getPort() == 0 || uri.getPort() > 65_535) {
            throw invalid("the port must be from 1 to 65535");
        }
        var login = uri.getRawUserInfo() == null ? "" : uri.getRawUserInfo();
        int colon = login.indexOf(':');
        var user = decoded(colon < 0 ? login : login.substring(0, colon));
        var password = colon < 0 ? "" : decoded(login.substring(colon + 1));
        check(kind, user, password);
        return new ProxyAddress(
                kind,
                unbracketed(uri.getHost().toLowerCase(Locale.ROOT)),
                uri.getPort() < 0 ? kind.port : uri.getPort(),
                user.isEmpty() ? null : user,
                password.isEmpty() ? null : Secret.of(password));
    }

    private static URI uri(String typed) {
        if (typed.length() > MAX_LENGTH) {
            throw invalid("it is longer than " + MAX_LENGTH + " characters");
        }
        try {
            return new URI(typed.contains("://") ? typed : "http://" + typed);
        } catch (URISyntaxException malformed) {
            throw invalid("it is not an address such as socks5://user:password@host:1080");
        }
    }

    private static void check(Kind kind, String user, String password) {
        if (user.isEmpty() && !password.isEmpty()) {
            throw invalid("a password needs a user");
        }
        if (user.indexOf(':') >= 0 || (user + password).chars().anyMatch(Character::isISOControl)) {
            throw invalid("the user or password has a character that no proxy takes");
        }
        if (kind == Kind.SOCKS5 && Math.max(bytes(user), bytes(password)) > MAX_SOCKS_FIELD) {
            throw invalid("a SOCKS5 proxy takes 255 bytes of user and of password at most");
        }
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static String decoded(String raw) {
        // URLDecoder reads '+' as a space, which only forms mean by it
        return URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static String unbracketed(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static InvalidSetting invalid(String why) {
        return new InvalidSetting("proxy", "The proxy cannot be used: " + why + ".");
    }

    /** The address for people: the user, never the password. */
    public String shown() {
        return kind.scheme + "://" + (user == null ? "" : encoded(user) + "@") + place();
    }

    /** The value of {@code Proxy-Authorization}, empty for a proxy without a user. */
    public String authorization() {
        return ConnectHandshake.authorization(this);
    }

    /** Host and port. */
    String place() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }

    /** All of it, as {@link #parse} reads it: to be sealed. */
    Secret whole() {
        var login =
                user == null ? "" : encoded(user) + (password == null ? "" : ":" + encoded(password.reveal())) + "@";
        return Secret.of(kind.scheme + "://" + login + place());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public String toString() {
        return shown();
    }
}
