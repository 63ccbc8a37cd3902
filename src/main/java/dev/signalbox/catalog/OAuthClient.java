package dev.signalbox.catalog;

import dev.signalbox.vault.Secret;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * As which client, and at which addresses, one signs in; as the data files have it, settled by the configuration.
 *
 * @param clientId public; empty where a client is registered on the spot or none is named
 * @param clientSecret from the configuration only
 * @param missingSetting the key that has to be set first, null when nothing is missing
 * @param addresses by name: {@code authorize}, {@code token}, {@code refresh}, {@code device}, {@code register},
 *     {@code user-info}, {@code exchange}, {@code load}, {@code onboard}, {@code profile}; may hold {@code {region}}
 * @param redirectUri where the browser is sent back to; empty where it is not
 * @param extras further parameters of the authorization request
 * @param style how parameters are written
 * @param basicAuth whether the client shows itself by HTTP Basic
 * @param pkce whether a code challenge goes along
 */
public record OAuthClient(
        String clientId,
        @Nullable Secret clientSecret,
        @Nullable String missingSetting,
        Map<String, String> addresses,
        String redirectUri,
        String redirectParameter,
        List<String> scopes,
        Map<String, String> extras,
        Style style,
        boolean basicAuth,
        boolean pkce) {
    public OAuthClient {
        addresses = Map.copyOf(addresses);
        scopes = List.copyOf(scopes);
        extras = Map.copyOf(extras);
    }

    /** How the parameters of a token call are written. */
    public enum Style {
        /** As RFC 6749 has it. */
        FORM,
        /** A JSON object with the same names. */
        JSON,
        /** A JSON object with names such as {@code grantType}. */
        CAMEL_JSON;

        static Optional<Style> of(String id) {
            return switch (id) {
                case "form" -> Optional.of(FORM);
                case "json" -> Optional.of(JSON);
                case "camel-json" -> Optional.of(CAMEL_JSON);
                default -> Optional.empty();
            };
        }
    }

    public Optional<String> address(String name) {
        return Optional.ofNullable(addresses.get(name));
    }
}
