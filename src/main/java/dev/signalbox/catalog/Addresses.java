package dev.signalbox.catalog;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Settles where an endpoint is. A setting for its protocol counts most. A setting for the provider moves the preferred
 * endpoint, and with it those whose address lies at or below the same one; others are left out, because nobody said where
 * they are now and their old address may be one that must not be called. Else the file's address counts, with its
 * {@code {settings}} filled in.
 */
final class Addresses {
    private static final Pattern SETTING = Pattern.compile("\\{([a-z-]+)}");

    private final CatalogConfig config;

    Addresses(CatalogConfig config) {
        this.config = config;
    }

    /**
     * Finds an endpoint's address, empty when it has none.
     *
     * @param preferred the provider's first endpoint
     * @param missing takes the keys of settings that the address lacks
     */
    Optional<String> settle(String provider, WrittenEndpoint endpoint, WrittenEndpoint preferred, Set<String> missing) {
        var own = config.baseUrl(provider, endpoint.protocol());
        if (own.isPresent()) {
            return own;
        }
        var moved = config.baseUrl(provider);
        if (moved.isPresent()) {
            return moved.flatMap(url -> moved(endpoint.address(), preferred.address(), url));
        }
        return filled(provider, endpoint.address(), missing);
    }

    private static Optional<String> moved(String address, String preferred, String url) {
        if (address.equals(preferred)) {
            return Optional.of(url);
        }
        if (address.startsWith(preferred + "/")) {
            return Optional.of(url + address.substring(preferred.length()));
        }
        return Optional.empty();
    }

    private Optional<String> filled(String provider, String address, Set<String> missing) {
        var settings = SETTING.matcher(address);
        var filled = new StringBuilder();
        var complete = true;
        while (settings.find()) {
            var name = settings.group(1);
            var value = config.setting(provider, name);
            if (value.isEmpty()) {
                missing.add(CatalogConfig.settingKey(provider, name));
                complete = false;
            }
            settings.appendReplacement(filled, value.orElse(""));
        }
        settings.appendTail(filled);
        return complete ? Optional.of(filled.toString()) : Optional.empty();
    }
}
