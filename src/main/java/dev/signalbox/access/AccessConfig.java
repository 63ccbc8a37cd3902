package dev.signalbox.access;

import dev.signalbox.vault.Secret;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/**
 * The settings of access.
 *
 * @param initialPassword of the first user; null has one generated
 * @param firstKeyFile where the first API key is also written
 * @param requireApiKey false lets clients on this machine in without a key
 * @param cookieSecure whether the session cookie is marked Secure
 * @param trustedProxies whose forwarding headers are believed
 */
record AccessConfig(
        @Nullable Secret initialPassword,
        @Nullable Path firstKeyFile,
        boolean requireApiKey,
        CookieSecurity cookieSecure,
        List<AddressRange> trustedProxies) {
    AccessConfig {
        trustedProxies = List.copyOf(trustedProxies);
    }

    static AccessConfig from(Config config) {
        return new AccessConfig(
                config.getOptionalValue("signalbox.initial-password", String.class)
                        .map(Secret::of)
                        .orElse(null),
                config.getOptionalValue("signalbox.bootstrap.api-key-file", String.class)
                        .map(Path::of)
                        .orElse(null),
                config.getOptionalValue("signalbox.require-api-key", Boolean.class)
                        .orElse(true),
                CookieSecurity.of(config.getOptionalValue("signalbox.auth-cookie-secure", String.class)
                        .orElse("auto")),
                config.getOptionalValue("signalbox.trusted-proxies", String.class).stream()
                        .flatMap(list -> Stream.of(list.split(",", -1)))
                        .map(String::strip)
                        .filter(range -> !range.isEmpty())
                        .map(AddressRange::parse)
                        .toList());
    }
}
