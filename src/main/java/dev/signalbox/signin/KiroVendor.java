package dev.signalbox.signin;

import dev.signalbox.Service;
import dev.signalbox.account.Details;
import dev.signalbox.account.Grant;
import dev.signalbox.account.HeldAccount;
import dev.signalbox.account.Renewal;
import dev.signalbox.account.SecretKind;
import dev.signalbox.catalog.OAuthClient;
import dev.signalbox.vault.Secret;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Kiro: a profile belongs to some accounts and is part of each call; the usage limits say whose account it is. */
@Service
class KiroVendor implements Vendor {
    private final VendorHttp http;

    @Inject
    KiroVendor(VendorHttp http) {
        this.http = http;
    }

    @Override
    public String id() {
        return "kiro";
    }

    @Override
    public Grant grant(OAuthClient client, Registered registered, Tokens tokens) {
        var profile = tokens.answer().text("profileArn").or(() -> profile(client, registered, tokens));
        var limits = limits(client, registered, tokens, profile);
        var person = limits.object("userInfo");
        var email = person.flatMap(found -> VendorAnswer.text(found, "email"));
        var made = Identified.by(tokens)
                .as(person.flatMap(found -> VendorAnswer.text(found, "userId")))
                .as(email)
                .named(email)
                .with(Details.EMAIL, email)
                .with(Details.PROFILE_ARN, profile)
                .with(Details.REGION, Optional.of(registered.region()))
                .with(
                        Details.PLAN,
                        limits.object("subscriptionInfo")
                                .flatMap(found -> VendorAnswer.text(found, "subscriptionTitle")));
        var secret = registered.secret();
        if (secret != null) {
            made.with(Details.CLIENT_ID, Optional.of(registered.id())).with(SecretKind.CLIENT_SECRET, secret);
        }
        return made.grant();
    }

    @Override
    public Renewal.Renewed renewed(OAuthClient client, HeldAccount account, Tokens tokens) {
        var profile = tokens.answer().text("profileArn");
        return new Renewal.Renewed(
                tokens.secrets(),
                profile.map(arn -> Map.of(Details.PROFILE_ARN, arn)).orElse(Map.of()),
                tokens.expiresAt());
    }

    /** The first profile, where the account has any; a Builder ID has none. */
    private Optional<String> profile(OAuthClient client, Registered registered, Tokens tokens) {
        var headers = new LinkedHashMap<>(VendorHttp.bearer(bearer(tokens)));
        headers.put("Content-Type", "application/x-amz-json-1.0");
        headers.put("X-Amz-Target", "AmazonCodeWhispererService.ListAvailableProfiles");
        var answer =
                http.json(TokenEndpoint.address(client, "profiles", registered), JsonValue.EMPTY_JSON_OBJECT, headers);
        return answer.json().get("profiles") instanceof JsonArray profiles
                ? profiles.stream()
                        .filter(JsonObject.class::isInstance)
                        .flatMap(one -> VendorAnswer.text(one.asJsonObject(), "arn").stream())
                        .findFirst()
                : Optional.empty();
    }

    private VendorAnswer limits(OAuthClient client, Registered registered, Tokens tokens, Optional<String> profile) {
        var query = new LinkedHashMap<String, String>();
        query.put("isEmailRequired", "true");
        query.put("origin", "AI_EDITOR");
        query.put("resourceType", "AGENTIC_REQUEST");
        profile.ifPresent(arn -> query.put("profileArn", arn));
        return http.get(
                TokenEndpoint.address(client, "limits", registered) + "?" + VendorHttp.encoded(query),
                VendorHttp.bearer(bearer(tokens)));
    }

    private static String bearer(Tokens tokens) {
        Secret access = tokens.access();
        return access.reveal();
    }
}
