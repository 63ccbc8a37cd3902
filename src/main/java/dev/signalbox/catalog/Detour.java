package dev.signalbox.catalog;

import java.net.URI;

/** The way to a vendor's address through a gateway that stands in front of it. */
final class Detour {
    private Detour() {}

    /**
     * {@code https://vendor/path} behind a gateway at {@code via} is {@code via/vendor/path}.
     *
     * @param key the setting that names the gateway, for the message when it is no address
     */
    static String below(String key, String via, String written) {
        var base = via.endsWith("/") ? via.substring(0, via.length() - 1) : via;
        try {
            URI.create(base);
        } catch (IllegalArgumentException e) {
            throw new CatalogException(key + " is not an address: " + via, e);
        }
        return base + "/" + written.substring(written.indexOf("://") + 3);
    }
}
