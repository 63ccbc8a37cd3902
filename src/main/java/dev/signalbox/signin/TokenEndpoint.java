package dev.signalbox.signin;

import dev.signalbox.Service;
import dev.signalbox.catalog.OAuthClient;
import dev.signalbox.signin.SignInException.Why;
import jakarta.inject.Inject;
import jakarta.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** A vendor's token endpoint: RFC 6749 sections 4.1.3 and 6, RFC 8628 section 3.4, in the style the vendor has. */
@Service
class TokenEndpoint {
    static final String DEVICE_GRANT = "urn:ietf:params:oauth:grant-type:device_code";

    private static final Set<String> WAITING = Set.of("authorization_pending", "AuthorizationPendingException");
    private static final Set<String> TOO_FAST = Set.of("slow_down", "SlowDownException");
    private static final Set<String> TOO_LATE = Set.of("expired_token", "ExpiredTokenException");
    private static final Set<String> DENIED =
            Set.of("access_denied", "AccessDeniedException", "authorization_declined");

    private final VendorHttp http;
    private final Clock clock;

    @Inject
    TokenEndpoint(VendorHttp http, Clock clock) {
        this.http = http;
        this.clock = clock;
    }

    /** What a poll for a device came to. */
    sealed interface Poll {
        /** Somebody agreed. */
        record Granted(Tokens tokens) implements Poll {}

        /** Nobody has yet; {@code slower} when the vendor asks for more time in between. */
        record Waiting(boolean slower) implements Poll {}
    }

    /** The tokens for a code. */
    Tokens exchange(OAuthClient client, Registered registered, Map<String, String> parameters) {
        var all = new LinkedHashMap<>(parameters);
        all.put("grant_type", "authorization_code");
        return granted(call(client, registered, address(client, "token", registered), all));
    }

    /** New tokens for a refresh token. */
    Tokens refresh(OAuthClient client, Registered registered, String refreshToken) {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("grant_type", "refresh_token");
        parameters.put("refresh_token", refreshToken);
        if (!client.scopes().isEmpty() && client.scopes().contains("offline_access")) {
            parameters.put("scope", String.join(" ", client.scopes()));
        }
        boolean own = client.address("refresh").isPresent() && registered.id().isEmpty();
        return granted(call(client, registered, address(client, own ? "refresh" : "token", registered), parameters));
    }

    /** Asks whether somebody has agreed by now. */
    Poll poll(OAuthClient client, Registered registered, Map<String, String> parameters) {
        var all = new LinkedHashMap<>(parameters);
        all.put("grant_type", DEVICE_GRANT);
        var answer = call(client, registered, address(client, "token", registered), all);
        if (answer.ok()) {
            return new Poll.Granted(granted(answer));
        }
        var error = answer.error();
        if (WAITING.contains(error) || TOO_FAST.contains(error)) {
            return new Poll.Waiting(TOO_FAST.contains(error));
        }
        if (TOO_LATE.contains(error)) {
            throw new SignInException(Why.EXPIRED, "The code was not entered in time. Begin again.");
        }
        throw refusal(answer);
    }

    /** A call in the client's style, with the client shown as the vendor wants it. */
    VendorAnswer call(OAuthClient client, Registered registered, String address, Map<String, String> parameters) {
        var all = new LinkedHashMap<>(parameters);
        var headers = new LinkedHashMap<String, String>();
        var id = registered.id().isEmpty() ? client.clientId() : registered.id();
        var secret = registered.secret() != null ? registered.secret() : client.clientSecret();
        if (!id.isEmpty()) {
            all.put("client_id", id);
        }
        if (secret != null) {
            all.put("client_secret", secret.reveal());
            if (client.basicAuth()) {
                headers.put("Authorization", "Basic " + base64(id + ":" + secret.reveal()));
            }
        }
        return switch (client.style()) {
            case FORM -> http.form(address, all, headers);
            case JSON -> http.json(address, object(all, false), headers);
            case CAMEL_JSON -> http.json(address, object(all, true), headers);
        };
    }

    static String address(OAuthClient client, String name, Registered registered) {
        return client.address(name)
                .orElseThrow(() -> new SignInException(Why.NOT_OFFERED, "There is no address for " + name + "."))
                .replace("{region}", registered.region());
    }

    private Tokens granted(VendorAnswer answer) {
        if (!answer.ok()) {
            throw refusal(answer);
        }
        return Tokens.of(answer, clock.instant())
                .orElseThrow(() -> new SignInException(Why.UNAVAILABLE, "The vendor's answer holds no access token."));
    }

    /** What is refused stays refused; a busy or broken vendor may answer another time. */
    private static SignInException refusal(VendorAnswer answer) {
        if (DENIED.contains(answer.error())) {
            return new SignInException(Why.DENIED, "The request was declined at the vendor: " + answer.explanation());
        }
        boolean later = answer.status() == 429 || answer.status() == 408 || answer.status() >= 500;
        return new SignInException(
                later ? Why.UNAVAILABLE : Why.REFUSED, "The vendor refused: " + answer.explanation());
    }

    private static jakarta.json.JsonObject object(Map<String, String> parameters, boolean camel) {
        var object = Json.createObjectBuilder();
        parameters.forEach((name, value) -> object.add(camel ? VendorAnswer.camel(name) : name, value));
        return object.build();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
