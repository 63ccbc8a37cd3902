package dev.signalbox.upstream;

import dev.signalbox.Service;
import jakarta.inject.Inject;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;

/**
 * The proxy that calls leave through, by the usual environment variables {@code HTTPS_PROXY}, {@code HTTP_PROXY},
 * {@code ALL_PROXY} and {@code NO_PROXY} in either case. Loopback addresses are always reached directly.
 */
@Service
class EgressProxy {
    private final Optional<URI> http;
    private final Optional<URI> https;
    private final List<String> direct;

    @Inject
    EgressProxy(Config config) {
        var all = variable(config, "ALL_PROXY");
        http = variable(config, "HTTP_PROXY").or(() -> all).map(EgressProxy::uri);
        https = variable(config, "HTTPS_PROXY").or(() -> all).map(EgressProxy::uri);
        direct = variable(config, "NO_PROXY").stream()
                .flatMap(v -> Stream.of(v.split(",")))
                .map(v -> v.strip().toLowerCase(Locale.ROOT))
                .filter(v -> !v.isEmpty())
                .toList();
    }

    private static Optional<String> variable(Config config, String name) {
        return config.getOptionalValue(name, String.class)
                .or(() -> config.getOptionalValue(name.toLowerCase(Locale.ROOT), String.class))
                .filter(v -> !v.isBlank());
    }

    private static URI uri(String value) {
        return URI.create(value.contains("://") ? value : "http://" + value);
    }

    Optional<InetSocketAddress> of(URI target) {
        var host = target.getHost();
        if (host == null || isDirect(host.toLowerCase(Locale.ROOT))) {
            return Optional.empty();
        }
        return ("https".equals(target.getScheme()) ? https : http)
                .map(p -> InetSocketAddress.createUnresolved(p.getHost(), p.getPort() < 0 ? 80 : p.getPort()));
    }

    private boolean isDirect(String host) {
        if (host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]")) {
            return true;
        }
        return direct.stream().anyMatch(rule -> {
            var domain = rule.startsWith("*.") ? rule.substring(1) : rule;
            return rule.equals("*")
                    || host.equals(domain)
                    || host.endsWith(domain.startsWith(".") ? domain : "." + domain);
        });
    }
}
