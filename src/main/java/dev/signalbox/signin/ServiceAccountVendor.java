package dev.signalbox.signin;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
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
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;

/** A service account at Google: an assertion signed with its key is exchanged for an access token, RFC 7523 section 2.1. */
@Service
class ServiceAccountVendor implements KeyFileVendor {
    private static final String GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    private static final Duration LIFE = Duration.ofHours(1);

    private final VendorHttp http;
    private final Clock clock;

    @Inject
    ServiceAccountVendor(VendorHttp http, Clock clock) {
        this.http = http;
        this.clock = clock;
    }

    @Override
    public String id() {
        return "service-account";
    }

    /** Nobody signs in as a service account. */
    @Override
    public Grant grant(OAuthClient client, Registered registered, Tokens tokens) {
        throw new SignInException(Why.NOT_OFFERED, "A service account's key file is needed.");
    }

    @Override
    public Grant grant(OAuthClient client, Secret file) {
        var json = read(file);
        var email = text(json, "client_email");
        var tokens = tokens(client, json);
        return new Grant(
                CredentialKind.SERVICE_ACCOUNT,
                email,
                email,
                Map.of(SecretKind.SERVICE_ACCOUNT, file, SecretKind.ACCESS_TOKEN, tokens.access()),
                Map.of(Details.PROJECT_ID, text(json, "project_id"), Details.EMAIL, email),
                tokens.expiresAt());
    }

    @Override
    public Renewal.Renewed renew(OAuthClient client, HeldAccount account, TokenEndpoint endpoint) {
        var file = account.secret(SecretKind.SERVICE_ACCOUNT);
        if (file == null) {
            throw new SignInException(Why.REFUSED, "The key file is missing.");
        }
        var tokens = tokens(client, read(file));
        return new Renewal.Renewed(Map.of(SecretKind.ACCESS_TOKEN, tokens.access()), Map.of(), tokens.expiresAt());
    }

    private Tokens tokens(OAuthClient client, JsonObject json) {
        var address = TokenEndpoint.address(client, "token", Registered.NONE);
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("grant_type", GRANT);
        parameters.put("assertion", assertion(client, json));
        var answer = http.form(address, parameters, Map.of());
        if (!answer.ok()) {
            throw new SignInException(
                    answer.status() >= 500 || answer.status() == 429 ? Why.UNAVAILABLE : Why.REFUSED,
                    "Google refuses the service account: " + answer.explanation());
        }
        return Tokens.of(answer, clock.instant())
                .orElseThrow(() -> new SignInException(Why.UNAVAILABLE, "Google's answer holds no access token."));
    }

    /** The audience is Google's own endpoint, whatever gateway the call goes through. */
    private String assertion(OAuthClient client, JsonObject json) {
        var now = clock.instant();
        var claims = new JWTClaimsSet.Builder()
                .issuer(text(json, "client_email"))
                .audience(VendorAnswer.text(json, "token_uri").orElse("https://oauth2.googleapis.com/token"))
                .claim("scope", String.join(" ", client.scopes()))
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFE)))
                .build();
        var header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID(VendorAnswer.text(json, "private_key_id").orElse(null))
                .build();
        try {
            var jwt = new SignedJWT(header, claims);
            jwt.sign(new RSASSASigner(key(text(json, "private_key"))));
            return jwt.serialize();
        } catch (JOSEException | GeneralSecurityException | IllegalArgumentException unusable) {
            throw new SignInException(Why.BAD_INPUT, "The file's private_key cannot be used.", unusable);
        }
    }

    private static PrivateKey key(String pem) throws GeneralSecurityException {
        var base64 = pem.replaceAll("-----(BEGIN|END) PRIVATE KEY-----", "").replaceAll("\\s", "");
        return KeyFactory.getInstance("RSA")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
    }

    private static JsonObject read(Secret file) {
        try (var reader = Json.createReader(new StringReader(file.reveal()))) {
            return reader.readObject();
        } catch (JsonException noObject) {
            throw new SignInException(Why.BAD_INPUT, "The key file is not a JSON object.", noObject);
        }
    }

    private static String text(JsonObject json, String name) {
        return VendorAnswer.text(json, name)
                .orElseThrow(() -> new SignInException(Why.BAD_INPUT, "The key file has no " + name + "."));
    }
}
