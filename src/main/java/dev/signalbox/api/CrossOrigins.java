package dev.signalbox.api;

import dev.signalbox.Service;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/**
 * Whose pages may call the client protocols from a browser: the origins of {@code signalbox.cors.origins}, each exactly, nobody's
 * unless named.
 */
@Service
class CrossOrigins {
    private final Set<String> allowed;

    @Inject
    CrossOrigins(Config config) {
        this(config.getOptionalValue("signalbox.cors.origins", String.class).orElse(""));
    }

    CrossOrigins(String listed) {
        var origins = new HashSet<String>();
        Arrays.stream(listed.split(",", -1))
                .map(String::strip)
                .filter(origin -> !origin.isEmpty())
                .forEach(origin -> {
                    if (isOrigin(origin)) {
                        origins.add(origin.toLowerCase(Locale.ROOT));
                    } else {
                        System.getLogger(CrossOrigins.class.getName())
                                .log(
                                        Level.WARNING,
                                        "signalbox.cors.origins: ''{0}'' is no origin such as https://app.example:8443"
                                                + " and is left out.",
                                        origin);
                    }
                });
        allowed = Set.copyOf(origins);
    }

    /** As browsers write it: scheme, host and, where it is not the scheme's own, port. */
    private static boolean isOrigin(String text) {
        try {
            var uri = URI.create(text);
            return uri.getScheme() != null
                    && uri.getHost() != null
                    && uri.getUserInfo() == null
                    && uri.getRawPath().isEmpty()
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null;
        } catch (IllegalArgumentException unreadable) {
            return false;
        }
    }

    /** Whether nobody is named at all. */
    boolean isEmpty() {
        return allowed.isEmpty();
    }

    boolean allows(@Nullable String origin) {
        return origin != null && allowed.contains(origin);
    }
}
