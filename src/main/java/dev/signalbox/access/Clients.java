package dev.signalbox.access;

import dev.signalbox.Service;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/** Tells who is at the other end of a request, believing forwarding headers of trusted proxies only. */
@Service
public class Clients {
    private static final String FORWARDED_FOR = "X-Forwarded-For";
    private static final String FORWARDED_PROTO = "X-Forwarded-Proto";

    private final List<AddressRange> trusted;

    @Inject
    Clients(Config config) {
        this(AccessConfig.from(config).trustedProxies());
    }

    Clients(List<AddressRange> trusted) {
        this.trusted = trusted;
    }

    /** The client of a request. */
    public Client of(HttpServletRequest request) {
        return client(
                request.getRemoteAddr(),
                request.isSecure(),
                Collections.list(request.getHeaders(FORWARDED_FOR)),
                request.getHeader(FORWARDED_PROTO),
                request.getHeader("Forwarded") != null);
    }

    Client client(
            String peer,
            boolean secure,
            List<String> forwardedFor,
            @Nullable String forwardedProto,
            boolean forwarded) {
        var address = address(peer);
        if (address == null || !isTrusted(address)) {
            // a proxy on this machine that nobody declared speaks for others, so that its own address proves nothing
            boolean direct = forwardedFor.isEmpty() && forwardedProto == null && !forwarded;
            return new Client(peer, direct && address != null && address.isLoopbackAddress(), secure);
        }
        var origin = origin(address, forwardedFor);
        boolean secureOrigin = forwardedProto == null ? secure : isHttps(forwardedProto);
        return new Client(origin.getHostAddress(), origin.isLoopbackAddress() && !forwarded, secureOrigin);
    }

    /** The nearest hop that no trusted proxy is: everything to its left may be invented by the client. */
    private InetAddress origin(InetAddress peer, List<String> forwardedFor) {
        var hops = new ArrayList<String>();
        forwardedFor.forEach(line -> hops.addAll(List.of(line.split(",", -1))));
        var origin = peer;
        for (var hop : hops.reversed()) {
            var address = address(hop.strip());
            if (address == null) {
                return origin;
            }
            origin = address;
            if (!isTrusted(address)) {
                return origin;
            }
        }
        return origin;
    }

    private boolean isTrusted(InetAddress address) {
        return trusted.stream().anyMatch(range -> range.contains(address));
    }

    private static boolean isHttps(String proto) {
        var hops = proto.split(",", -1);
        return hops[hops.length - 1].strip().toLowerCase(Locale.ROOT).equals("https");
    }

    private static @Nullable InetAddress address(String text) {
        try {
            return InetAddress.ofLiteral(text);
        } catch (IllegalArgumentException notAnAddress) {
            return null;
        }
    }
}
