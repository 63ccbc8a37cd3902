package dev.signalbox.catalog;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;

/**
 * Checks where a custom node may be. Loopback and private addresses are fine, because local models live there; the addresses
 * at which clouds hand out credentials to whoever asks are not.
 */
final class NodeAddress {
    private static final Set<String> METADATA_HOSTS = Set.of(
            "metadata", "metadata.google.internal", "metadata.goog", "instance-data", "instance-data.ec2.internal");
    private static final Set<String> METADATA_ADDRESSES =
            Set.of("fd00:ec2:0:0:0:0:0:254", "100.100.100.200", "192.0.0.192", "168.63.129.16");
    private static final int MAX_LENGTH = 1000;

    private final Resolver resolver;
    private final String field;

    /** Looks host names up. */
    @FunctionalInterface
    interface Resolver {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    NodeAddress(Resolver resolver) {
        this(resolver, "baseUrl");
    }

    private NodeAddress(Resolver resolver, String field) {
        this.resolver = resolver;
        this.field = field;
    }

    /** The same for the address that an account names as its own. */
    static NodeAddress ofEndpoint() {
        return new NodeAddress(InetAddress::getAllByName, "details.endpoint");
    }

    /** Returns the address without trailing slashes, or throws {@link InvalidSetting}. */
    URI check(String typed) {
        var uri = parse(typed.strip());
        var scheme = uri.getScheme();
        if (scheme == null || !Set.of("http", "https").contains(scheme.toLowerCase(Locale.ROOT)) || uri.isOpaque()) {
            throw invalid("it must start with http:// or https://");
        }
        if (uri.getHost() == null || uri.getHost().isEmpty()) {
            throw invalid("it names no host");
        }
        if (uri.getRawUserInfo() != null) {
            throw invalid("it must not hold credentials; give the key to an account instead");
        }
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw invalid("it must not hold a query or fragment");
        }
        checkHost(uri.getHost());
        return uri;
    }

    private URI parse(String typed) {
        var end = typed.length();
        while (end > 0 && typed.charAt(end - 1) == '/') {
            end--;
        }
        if (end > MAX_LENGTH) {
            throw invalid("it is longer than " + MAX_LENGTH + " characters");
        }
        try {
            return new URI(typed.substring(0, end));
        } catch (URISyntaxException malformed) {
            throw invalid("it is not a URL");
        }
    }

    private void checkHost(String host) {
        var name = host.toLowerCase(Locale.ROOT);
        name = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        if (METADATA_HOSTS.contains(name)) {
            throw invalid("cloud metadata services are off limits");
        }
        try {
            for (var address : resolver.resolve(name)) {
                if (isOffLimits(address)) {
                    throw invalid("link-local and cloud metadata addresses are off limits");
                }
            }
        } catch (UnknownHostException unknownYet) {
            // a host may be down or not there yet; calls to it will say so
        }
    }

    private static boolean isOffLimits(InetAddress address) {
        return address.isLinkLocalAddress()
                || address.isMulticastAddress()
                || METADATA_ADDRESSES.contains(address.getHostAddress());
    }

    private InvalidSetting invalid(String why) {
        return new InvalidSetting(field, "The base URL cannot be used: " + why + ".");
    }
}
