package dev.signalbox.signin;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.signalbox.Service;
import dev.signalbox.account.Details;
import dev.signalbox.account.Grant;
import dev.signalbox.catalog.OAuthClient;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Locale;
import java.util.Optional;

/** Kimi: its token answer names nobody, but the access token's subject does, and so does the page of what is used up. */
@Service
class KimiVendor implements Vendor {
    private final VendorHttp http;

    @Inject
    KimiVendor(VendorHttp http) {
        this.http = http;
    }

    @Override
    public String id() {
        return "kimi";
    }

    /** Without its usage page an account is still known by its token, only without a plan. */
    @Override
    public Grant grant(OAuthClient client, Registered registered, Tokens tokens) {
        var user = usage(client, registered, tokens).object("user");
        var who = subject(tokens).or(() -> user.flatMap(found -> VendorAnswer.text(found, "userId")));
        return Identified.by(tokens)
                .as(who)
                .named(who)
                .with(Details.PLAN, user.flatMap(KimiVendor::plan))
                .grant();
    }

    private static Optional<String> subject(Tokens tokens) {
        return Tokens.claims(tokens.access()).map(JWTClaimsSet::getSubject).filter(subject -> !subject.isBlank());
    }

    private VendorAnswer usage(OAuthClient client, Registered registered, Tokens tokens) {
        try {
            return http.get(
                    TokenEndpoint.address(client, "usages", registered),
                    VendorHttp.bearer(tokens.access().reveal()));
        } catch (SignInException unreachable) {
            if (subject(tokens).isEmpty()) {
                throw unreachable;
            }
            return new VendorAnswer(503, JsonValue.EMPTY_JSON_OBJECT);
        }
    }

    /** {@code LEVEL_INTERMEDIATE} is shown as {@code intermediate}. */
    private static Optional<String> plan(JsonObject user) {
        return user.get("membership") instanceof JsonObject membership
                ? VendorAnswer.text(membership, "level")
                        .map(level -> level.replaceFirst("^LEVEL_", "").toLowerCase(Locale.ROOT))
                : Optional.empty();
    }
}
