package dev.signalbox.signin;

import dev.signalbox.Service;
import dev.signalbox.account.Details;
import dev.signalbox.account.Grant;
import dev.signalbox.account.HeldAccount;
import dev.signalbox.account.Renewal;
import dev.signalbox.account.SecretKind;
import dev.signalbox.catalog.OAuthClient;
import dev.signalbox.signin.SignInException.Why;
import dev.signalbox.vault.Secret;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.util.Map;
import java.util.Optional;

/** iFlow: the token opens the account's page, and an API key found there is what calls carry. */
@Service
class IflowVendor implements Vendor {
    private final VendorHttp http;

    @Inject
    IflowVendor(VendorHttp http) {
        this.http = http;
    }

    @Override
    public String id() {
        return "iflow";
    }

    @Override
    public Grant grant(OAuthClient client, Registered registered, Tokens tokens) {
        var person = person(client, tokens);
        var email = VendorAnswer.text(person, "email");
        var who = email.or(() -> VendorAnswer.text(person, "phone"));
        return Identified.by(tokens)
                .as(who)
                .named(VendorAnswer.text(person, "nickname").or(() -> who))
                .with(Details.EMAIL, email)
                .with(SecretKind.API_KEY, key(person))
                .grant();
    }

    @Override
    public Renewal.Renewed renewed(OAuthClient client, HeldAccount account, Tokens tokens) {
        var secrets = tokens.secrets();
        secrets.put(SecretKind.API_KEY, key(person(client, tokens)));
        return new Renewal.Renewed(secrets, Map.of(), tokens.expiresAt());
    }

    private JsonObject person(OAuthClient client, Tokens tokens) {
        var address = TokenEndpoint.address(client, "user-info", Registered.NONE) + "?"
                + VendorHttp.encoded(Map.of("accessToken", tokens.access().reveal()));
        var answer = http.get(address, Map.of());
        return Optional.of(answer)
                .filter(VendorAnswer::ok)
                .flatMap(told -> told.object("data"))
                .orElseThrow(() -> new SignInException(
                        Why.UNAVAILABLE, "iFlow does not say whose token this is: " + answer.explanation()));
    }

    private static Secret key(JsonObject person) {
        return VendorAnswer.text(person, "apiKey")
                .map(Secret::of)
                .orElseThrow(() -> new SignInException(Why.REFUSED, "iFlow has given this account no API key."));
    }
}
