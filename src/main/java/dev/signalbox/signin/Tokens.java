package dev.signalbox.signin;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import dev.signalbox.account.SecretKind;
import dev.signalbox.vault.Secret;
import java.text.ParseException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of a vendor's answer.
 *
 * @param refresh null where the vendor gives none, or keeps the old one
 * @param expiresAt of the access token, null when the vendor does not say
 * @param answer everything else that came along
 */
record Tokens(
        Secret access,
        @Nullable Secret refresh,
        @Nullable Secret id,
        @Nullable Instant expiresAt,
        VendorAnswer answer) {

    /** Empty when there is no access token in the answer. */
    static Optional<Tokens> of(VendorAnswer answer, Instant now) {
        return answer.text("access_token")
                .map(access -> new Tokens(
                        Secret.of(access),
                        answer.text("refresh_token").map(Secret::of).orElse(null),
                        answer.text("id_token").map(Secret::of).orElse(null),
                        answer.seconds("expires_in").map(now::plus).orElse(null),
                        answer));
    }

    Map<SecretKind, Secret> secrets() {
        var secrets = new EnumMap<SecretKind, Secret>(SecretKind.class);
        secrets.put(SecretKind.ACCESS_TOKEN, access);
        if (refresh != null) {
            secrets.put(SecretKind.REFRESH_TOKEN, refresh);
        }
        if (id != null) {
            secrets.put(SecretKind.ID_TOKEN, id);
        }
        return secrets;
    }

    /**
     * What the id token says. It came from the token endpoint over TLS, so its signature need not be checked (OpenID Connect
     * Core, section 3.1.3.7); it names the account and grants nothing.
     */
    Optional<JWTClaimsSet> claims() {
        return claims(id);
    }

    static Optional<JWTClaimsSet> claims(@Nullable Secret token) {
        if (token == null) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(JWTParser.parse(token.reveal()).getJWTClaimsSet());
        } catch (ParseException opaque) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "Tokens[until " + expiresAt + "]";
    }
}
