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
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** GitHub Copilot: GitHub's token stays, and is exchanged for one of half an hour that calls carry. */
@Service
class CopilotVendor implements Vendor {
    private final VendorHttp http;

    @Inject
    CopilotVendor(VendorHttp http) {
        this.http = http;
    }

    private record Exchanged(Secret token, Instant expiresAt, Optional<String> endpoint, Optional<String> plan) {}

    @Override
    public String id() {
        return "copilot";
    }

    @Override
    public Grant grant(OAuthClient client, Registered registered, Tokens tokens) {
        var headers = github(tokens.access());
        var person = http.get(TokenEndpoint.address(client, "user-info", registered), headers);
        if (!person.ok()) {
            throw new SignInException(Why.REFUSED, "GitHub does not say whose token this is: " + person.explanation());
        }
        var exchanged = exchange(client, tokens.access());
        return Identified.by(tokens)
                .as(person.text("id"))
                .named(person.text("login"))
                .with(Details.EMAIL, person.text("email"))
                .with(Details.ENDPOINT, exchanged.endpoint())
                .with(Details.PLAN, exchanged.plan())
                .with(SecretKind.EXCHANGED_TOKEN, exchanged.token())
                .until(exchanged.expiresAt());
    }

    @Override
    public Renewal.Renewed renew(OAuthClient client, HeldAccount account, TokenEndpoint endpoint) {
        var access = account.secret(SecretKind.ACCESS_TOKEN);
        if (access == null) {
            throw new SignInException(Why.REFUSED, "There is no token of GitHub.");
        }
        var exchanged = exchange(client, access);
        var details = new HashMap<String, String>();
        exchanged.endpoint().ifPresent(found -> details.put(Details.ENDPOINT, found));
        exchanged.plan().ifPresent(found -> details.put(Details.PLAN, found));
        return new Renewal.Renewed(
                Map.of(SecretKind.EXCHANGED_TOKEN, exchanged.token()), details, exchanged.expiresAt());
    }

    private Exchanged exchange(OAuthClient client, Secret access) {
        var answer = http.get(TokenEndpoint.address(client, "exchange", Registered.NONE), github(access));
        if (!answer.ok()) {
            throw new SignInException(
                    answer.status() >= 500 || answer.status() == 429 ? Why.UNAVAILABLE : Why.REFUSED,
                    "GitHub gives no Copilot token, which needs a Copilot plan: " + answer.explanation());
        }
        var token = answer.text("token").map(Secret::of);
        var until = answer.number("expires_at").map(Instant::ofEpochSecond);
        if (token.isEmpty() || until.isEmpty()) {
            throw new SignInException(Why.UNAVAILABLE, "GitHub's answer holds no Copilot token.");
        }
        return new Exchanged(
                token.get(),
                until.get(),
                answer.object("endpoints").flatMap(found -> VendorAnswer.text(found, "api")),
                answer.text("sku"));
    }

    private static Map<String, String> github(Secret access) {
        return Map.of("Authorization", "token " + access.reveal());
    }
}
