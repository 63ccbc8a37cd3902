package dev.signalbox.signin;

import dev.signalbox.Service;
import dev.signalbox.account.Details;
import dev.signalbox.account.Grant;
import dev.signalbox.catalog.OAuthClient;
import dev.signalbox.signin.SignInException.Why;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.util.Optional;

/** Claude: the token's answer names account and organisation; a token from a file is asked about at the profile. */
@Service
class ClaudeVendor implements Vendor {
    private final VendorHttp http;

    @Inject
    ClaudeVendor(VendorHttp http) {
        this.http = http;
    }

    @Override
    public String id() {
        return "claude";
    }

    @Override
    public Grant grant(OAuthClient client, Registered registered, Tokens tokens) {
        var told = tokens.answer().object("account").isPresent() ? tokens.answer() : profile(client, tokens);
        var account = told.object("account");
        var organization = told.object("organization");
        var email = text(account, "email_address").or(() -> text(account, "email"));
        var identity = text(account, "uuid")
                .map(who -> who + text(organization, "uuid").map(o -> "/" + o).orElse(""));
        return Identified.by(tokens)
                .as(identity)
                .named(email)
                .with(Details.EMAIL, email)
                .with(
                        Details.PLAN,
                        text(organization, "organization_type")
                                .or(() -> tokens.answer().text("subscription_type")))
                .grant();
    }

    private VendorAnswer profile(OAuthClient client, Tokens tokens) {
        var address = TokenEndpoint.address(client, "profile", Registered.NONE);
        var answer = http.get(address, VendorHttp.bearer(tokens.access().reveal()));
        if (!answer.ok()) {
            throw new SignInException(
                    answer.status() >= 500 || answer.status() == 429 ? Why.UNAVAILABLE : Why.REFUSED,
                    "Claude does not say whose token this is: " + answer.explanation());
        }
        return answer;
    }

    private static Optional<String> text(Optional<JsonObject> object, String name) {
        return object.flatMap(found -> VendorAnswer.text(found, name));
    }
}
