package dev.signalbox.signin;

import dev.signalbox.Service;
import dev.signalbox.account.CredentialKind;
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
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A service principal of Microsoft Entra: its secret is exchanged for an access token, RFC 6749 section 4.4. */
@Service
class EntraVendor implements KeyFileVendor {
    private static final String TENANT = "[A-Za-z0-9][A-Za-z0-9.-]{0,99}";
    private static final String RESOURCE = "[A-Za-z0-9][A-Za-z0-9-]{1,63}";
    private static final List<String> OTHERS = List.of(Details.API_VERSION, "deployments");

    private final VendorHttp http;
    private final Clock clock;

    @Inject
    EntraVendor(VendorHttp http, Clock clock) {
        this.http = http;
        this.clock = clock;
    }

    @Override
    public String id() {
        return "entra";
    }

    /** Nobody signs in as a service principal. */
    @Override
    public Grant grant(OAuthClient client, Registered registered, Tokens tokens) {
        throw new SignInException(Why.NOT_OFFERED, "The id and the secret of a service principal are needed.");
    }

    /** One principal may open several resources, and each is an account. */
    @Override
    public Grant grant(OAuthClient client, Secret file) {
        var json = CredentialFile.object(file.reveal());
        var resource = text(json, "resource");
        if (!resource.matches(RESOURCE)) {
            throw new SignInException(Why.BAD_INPUT, "resource must be the name of an Azure OpenAI resource.");
        }
        var tokens = tokens(client, json);
        var principal = text(json, "appId", "clientId");
        var details = new HashMap<>(Map.of("resource", resource, Details.CLIENT_ID, principal));
        OTHERS.forEach(name -> VendorAnswer.text(json, name).ifPresent(value -> details.put(name, value)));
        return new Grant(
                CredentialKind.SERVICE_ACCOUNT,
                text(json, "tenant", "tenantId") + "/" + principal + "/" + resource,
                VendorAnswer.text(json, "displayName").orElse(principal) + " at " + resource,
                Map.of(SecretKind.SERVICE_ACCOUNT, file, SecretKind.ACCESS_TOKEN, tokens.access()),
                details,
                tokens.expiresAt());
    }

    @Override
    public Renewal.Renewed renew(OAuthClient client, HeldAccount account, TokenEndpoint endpoint) {
        var file = account.secret(SecretKind.SERVICE_ACCOUNT);
        if (file == null) {
            throw new SignInException(Why.REFUSED, "The principal's secret is missing.");
        }
        var tokens = tokens(client, CredentialFile.object(file.reveal()));
        return new Renewal.Renewed(Map.of(SecretKind.ACCESS_TOKEN, tokens.access()), Map.of(), tokens.expiresAt());
    }

    private Tokens tokens(OAuthClient client, JsonObject json) {
        var tenant = text(json, "tenant", "tenantId");
        if (!tenant.matches(TENANT)) {
            throw new SignInException(Why.BAD_INPUT, "tenant must be a directory's id or domain.");
        }
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("grant_type", "client_credentials");
        parameters.put("client_id", text(json, "appId", "clientId"));
        parameters.put("client_secret", text(json, "password", "clientSecret"));
        parameters.put("scope", String.join(" ", client.scopes()));
        var authority = TokenEndpoint.address(client, "authority", Registered.NONE);
        var answer = http.form(authority + "/" + tenant + "/oauth2/v2.0/token", parameters, Map.of());
        if (!answer.ok()) {
            throw new SignInException(
                    answer.status() >= 500 || answer.status() == 429 ? Why.UNAVAILABLE : Why.REFUSED,
                    "Microsoft Entra refuses the service principal: " + answer.explanation());
        }
        return Tokens.of(answer, clock.instant())
                .orElseThrow(() -> new SignInException(Why.UNAVAILABLE, "Entra's answer holds no access token."));
    }

    private static String text(JsonObject json, String name) {
        return text(json, name, name);
    }

    /** As {@code az ad sp create-for-rbac} calls it, or as its older form does. */
    private static String text(JsonObject json, String name, String otherwise) {
        return VendorAnswer.text(json, name)
                .or(() -> VendorAnswer.text(json, otherwise))
                .orElseThrow(() -> new SignInException(Why.BAD_INPUT, name + " is missing."));
    }
}
