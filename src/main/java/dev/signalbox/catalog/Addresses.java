package dev.signalbox.catalog;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Settles where an endpoint is. A setting for its protocol counts most. A setting for the provider moves the preferred
 * endpoint, and with it those whose address lies at or below the same one; others are left out, because nobody said where
 * they are now and their old address may be one that must not be called. Else the file's address counts, with its
 * {@code {settings}} filled in.
 */
final class Addresses {
    private static final Pattern SETTING = Pattern.compile("\\{([A-Za-z-]+)}");

    /** A host that never resolves (RFC 2606), in place of what only an account knows. */
    private static final String UNSET = "unset.invalid";

    /** An address, and the same with what accounts fill in, empty when they fill in nothing. */
    record Settled(String address, String template) {
        static Settled fixed(String address) {
            return new Settled(address, "");
        }
    }

    private final CatalogConfig config;

    Addresses(CatalogConfig config) {
        this.config = config;
    }

    /**
     * Finds an endpoint's address, empty when it has none.
     *
     * @param preferred the provider's first endpoint
     * @param details what accounts fill in
     * @param missing takes the keys of settings that the address lacks
     */
    Optional<Settled> settle(
            String provider,
            WrittenEndpoint endpoint,
            WrittenEndpoint preferred,
            List<AccountDetail> details,
            Set<String> missing) {
        var own = config.baseUrl(provider, endpoint.protocol());
        if (own.isPresent()) {
            return own.map(Settled::fixed);
        }
        var moved = config.baseUrl(provider);
        if (moved.isPresent()) {
            return moved.flatMap(url -> moved(endpoint.address(), preferred.address(), url))
                    .map(Settled::fixed);
        }
        return byAccount(endpoint.address(), details)
                .or(() -> filled(provider, endpoint.address(), missing).map(Settled::fixed));
    }

    /** An address that accounts complete, and what it is for one that says nothing. */
    private static Optional<Settled> byAccount(String address, List<AccountDetail> details) {
        var defaults = new HashMap<String, String>();
        details.forEach(detail -> defaults.put(detail.name(), detail.byDefault()));
        var settings = SETTING.matcher(address);
        boolean any = false;
        boolean complete = true;
        while (settings.find()) {
            var value = defaults.get(settings.group(1));
            if (value == null) {
                return Optional.empty();
            }
            any = true;
            complete &= !value.isEmpty();
        }
        if (!any) {
            return Optional.empty();
        }
        var usual = complete ? fill(address, defaults).orElseThrow() : "https://" + UNSET;
        return Optional.of(new Settled(usual, address));
    }

    /** The template with these values in it, empty when one is missing. */
    static Optional<String> fill(String template, Map<String, String> values) {
        var settings = SETTING.matcher(template);
        var filled = new StringBuilder();
        while (settings.find()) {
            var value = values.getOrDefault(settings.group(1), "");
            if (value.isEmpty()) {
                return Optional.empty();
            }
            settings.appendReplacement(filled, Matcher.quoteReplacement(value));
        }
        return Optional.of(settings.appendTail(filled).toString());
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
