package dev.signalbox.catalog;

import dev.signalbox.chat.Protocol;
import java.net.URI;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.config.Config;

/**
 * The settings under {@code signalbox.catalogue}: addresses that replace those of the data files, and the parts of
 * addresses that differ for each customer.
 *
 * @param lookup finds the value of a key
 */
record CatalogConfig(Function<String, Optional<String>> lookup) {
    static final CatalogConfig NONE = new CatalogConfig(key -> Optional.empty());

    private static final String PREFIX = "signalbox.catalogue.";

    static CatalogConfig of(Config config) {
        return new CatalogConfig(key -> config.getOptionalValue(key, String.class));
    }

    /** The key of a part of an address, such as an account's id. */
    static String settingKey(String provider, String setting) {
        return PREFIX + provider + "." + setting;
    }

    /** {@code signalbox.catalogue.<id>.base-url}: the provider's preferred address. */
    Optional<String> baseUrl(String provider) {
        return url(PREFIX + provider + ".base-url");
    }

    /** {@code signalbox.catalogue.<id>.<protocol>.base-url}: the address of one protocol. */
    Optional<String> baseUrl(String provider, Protocol protocol) {
        return url(PREFIX + provider + "." + protocol.id() + ".base-url");
    }

    Optional<String> setting(String provider, String setting) {
        var key = settingKey(provider, setting);
        var value = lookup.apply(key).map(String::strip).filter(text -> !text.isEmpty());
        if (value.isPresent() && !value.get().matches("[A-Za-z0-9._-]+")) {
            throw new CatalogException(key + " holds characters that do not belong into an address");
        }
        return value;
    }

    private Optional<String> url(String key) {
        var value = lookup.apply(key).map(String::strip).filter(text -> !text.isEmpty());
        return value.map(text -> withoutTrailingSlash(key, text));
    }

    private static String withoutTrailingSlash(String key, String text) {
        var url = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        try {
            URI.create(url);
            return url;
        } catch (IllegalArgumentException e) {
            throw new CatalogException(key + " is not an address: " + text, e);
        }
    }
}
