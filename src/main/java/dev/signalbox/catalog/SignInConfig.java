package dev.signalbox.catalog;

import dev.signalbox.vault.Secret;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.config.Config;

/**
 * The settings under {@code signalbox.sign-in}: what replaces the data files' client ids and addresses, and the client secrets,
 * which are nowhere else.
 *
 * @param lookup finds the value of a key
 */
record SignInConfig(Function<String, Optional<String>> lookup) {
    private static final String PREFIX = "signalbox.sign-in.";
    private static final String VIA = "signalbox.sign-in.via";

    static SignInConfig of(Config config) {
        return new SignInConfig(key -> config.getOptionalValue(key, String.class));
    }

    static String secretKey(String provider) {
        return PREFIX + provider + ".client-secret";
    }

    Optional<Secret> clientSecret(String provider) {
        return value(secretKey(provider)).map(Secret::of);
    }

    String clientId(String provider, String written) {
        return value(PREFIX + provider + ".client-id").orElse(written);
    }

    String redirectUri(String provider, String written) {
        return value(PREFIX + provider + ".redirect-uri").orElse(written);
    }

    /** {@code signalbox.sign-in.<provider>.<name>-url}, else the written one, below {@code signalbox.sign-in.via} where that is set. */
    String address(String provider, String name, String written) {
        return value(PREFIX + provider + "." + name + "-url")
                .orElseGet(() ->
                        value(VIA).map(via -> Detour.below(VIA, via, written)).orElse(written));
    }

    private Optional<String> value(String key) {
        return lookup.apply(key).map(String::strip).filter(text -> !text.isEmpty());
    }
}
