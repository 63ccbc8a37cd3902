package dev.signalbox.egress;

import dev.signalbox.Service;
import dev.signalbox.catalog.InvalidSetting;
import dev.signalbox.startup.StartRefused;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/**
 * The proxies of the usual environment variables {@code HTTPS_PROXY}, {@code HTTP_PROXY}, {@code ALL_PROXY} and
 * {@code NO_PROXY} in either case.
 */
@Service
class EnvironmentProxies {
    private final Optional<ProxyAddress> http;
    private final Optional<ProxyAddress> https;
    private final NoProxy direct;

    @Inject
    EnvironmentProxies(Config config) {
        var all = proxy(config, "ALL_PROXY");
        http = proxy(config, "HTTP_PROXY").or(() -> all);
        https = proxy(config, "HTTPS_PROXY").or(() -> all);
        direct = NoProxy.of(variable(config, "NO_PROXY").orElse(""));
    }

    private static Optional<String> variable(Config config, String name) {
        return config.getOptionalValue(name, String.class)
                .or(() -> config.getOptionalValue(name.toLowerCase(Locale.ROOT), String.class))
                .filter(v -> !v.isBlank());
    }

    /** A proxy that cannot be read must not mean none. */
    private static Optional<ProxyAddress> proxy(Config config, String name) {
        try {
            return variable(config, name).map(ProxyAddress::parse);
        } catch (InvalidSetting unreadable) {
            throw new StartRefused(name + ": " + unreadable.getMessage(), unreadable);
        }
    }

    Optional<ProxyAddress> of(URI target) {
        if (direct.covers(target.getHost())) {
            return Optional.empty();
        }
        return "https".equals(target.getScheme()) ? https : http;
    }

    /** What a page can say about them. */
    Optional<ProxyAddress> any() {
        return https.or(() -> http);
    }
}
