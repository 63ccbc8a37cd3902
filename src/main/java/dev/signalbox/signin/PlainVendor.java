package dev.signalbox.signin;

import dev.signalbox.Service;
import dev.signalbox.account.Details;
import dev.signalbox.account.Grant;
import dev.signalbox.account.HeldAccount;
import dev.signalbox.account.Renewal;
import dev.signalbox.catalog.OAuthClient;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;

/** A vendor without customs of its own: an id token or a token that can be read says whose it is. Qwen. */
@Service
class PlainVendor implements Vendor {
    @Inject
    PlainVendor() {}

    @Override
    public String id() {
        return "plain";
    }

    @Override
    public Grant grant(OAuthClient client, Registered registered, Tokens tokens) {
        var claims = tokens.claims().or(() -> Tokens.claims(tokens.access()));
        var email = claims.flatMap(found -> Optional.ofNullable(found.getClaim("email")))
                .map(Object::toString);
        return Identified.by(tokens)
                .as(claims.flatMap(found -> Optional.ofNullable(found.getSubject())))
                .as(email)
                .named(email)
                .with(Details.EMAIL, email)
                .with(Details.ENDPOINT, endpoint(tokens))
                .grant();
    }

    @Override
    public Renewal.Renewed renewed(OAuthClient client, HeldAccount account, Tokens tokens) {
        var details =
                endpoint(tokens).map(found -> Map.of(Details.ENDPOINT, found)).orElse(Map.of());
        return new Renewal.Renewed(tokens.secrets(), details, tokens.expiresAt());
    }

    private static Optional<String> endpoint(Tokens tokens) {
        return tokens.answer().text("resource_url");
    }
}
