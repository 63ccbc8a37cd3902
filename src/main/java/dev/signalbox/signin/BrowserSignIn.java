package dev.signalbox.signin;

import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import dev.signalbox.Service;
import dev.signalbox.account.Account;
import dev.signalbox.catalog.OAuthClient;
import dev.signalbox.catalog.SignInMethod;
import dev.signalbox.catalog.SignInOffer;
import dev.signalbox.signin.SignInException.Why;
import dev.signalbox.vault.Secret;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** The authorization code grant with PKCE, RFC 6749 section 4.1 and RFC 7636, for clients at a loopback address, RFC 8252. */
@Service
class BrowserSignIn {
    static final Duration LOOK_AGAIN = Duration.ofSeconds(2);

    private final SignInRows rows;
    private final TokenEndpoint endpoint;
    private final Vendors vendors;
    private final Settled settled;
    private final SignInLifetime lifetime;
    private final Clock clock;

    @Inject
    BrowserSignIn(
            SignInRows rows,
            TokenEndpoint endpoint,
            Vendors vendors,
            Settled settled,
            SignInLifetime lifetime,
            Clock clock) {
        this.rows = rows;
        this.endpoint = endpoint;
        this.vendors = vendors;
        this.settled = settled;
        this.lifetime = lifetime;
        this.clock = clock;
    }

    /** Waits for the browser where it comes back to this machine. */
    interface WayBack {
        /** Whether somebody listens there. */
        boolean open(URI redirect);
    }

    Begun begin(SignInWish wish, SignInMethod method, WayBack wayBack) {
        var client = Vendors.client(method);
        var state = new State(32).getValue();
        var verifier = new CodeVerifier();
        var memory = new HashMap<String, String>();
        memory.put(Transaction.STATE, state);
        memory.put(Transaction.VERIFIER, verifier.getValue());
        memory.put(Transaction.REDIRECT, client.redirectUri());
        if (wish.account() != null) {
            memory.put(Transaction.ACCOUNT, wish.account().toString());
        }
        var now = clock.instant();
        var transaction = new Transaction(
                UUID.randomUUID(),
                wish.provider(),
                method.id(),
                wish.user(),
                memory,
                null,
                null,
                null,
                now.plus(lifetime.value()));
        rows.insert(transaction, now);
        return new Begun(
                transaction.id(),
                authorizeUrl(client, state, verifier),
                null,
                null,
                null,
                wayBack.open(URI.create(client.redirectUri())),
                (int) LOOK_AGAIN.toSeconds(),
                transaction.expiresAt());
    }

    private static URI authorizeUrl(OAuthClient client, String state, CodeVerifier verifier) {
        var parameters = new LinkedHashMap<String, String>(client.extras());
        if (!client.clientId().isEmpty()) {
            parameters.put("client_id", client.clientId());
            parameters.put("response_type", "code");
        }
        parameters.put(client.redirectParameter(), client.redirectUri());
        if (!client.scopes().isEmpty()) {
            parameters.put("scope", String.join(" ", client.scopes()));
        }
        if (client.pkce()) {
            parameters.put(
                    "code_challenge",
                    CodeChallenge.compute(CodeChallengeMethod.S256, verifier).getValue());
            parameters.put("code_challenge_method", "S256");
        }
        parameters.put("state", state);
        return URI.create(
                TokenEndpoint.address(client, "authorize", Registered.NONE) + "?" + VendorHttp.encoded(parameters));
    }

    /** Exchanges the code, once; a state that is not the one sent leaves the sign-in as it was. */
    Account end(Transaction transaction, SignInOffer offer, SignInMethod method, String callbackUrl) {
        var callback = Callback.of(callbackUrl);
        var redirect = transaction.remembered(Transaction.REDIRECT);
        if (!callback.place().isEmpty() && !callback.place().equals(redirect)) {
            throw new SignInException(Why.BAD_INPUT, "The address must begin with " + redirect + ".");
        }
        if (!Secret.of(callback.state()).equals(Secret.of(transaction.remembered(Transaction.STATE)))) {
            throw new SignInException(
                    Why.STATE, "This address belongs to another sign-in: its state is not the one sent.");
        }
        if (!rows.use(transaction.id(), clock.instant())) {
            throw new SignInException(Why.USED, "This sign-in has been used already. Begin again.");
        }
        return settled.end(transaction, offer, method, () -> {
            if (!callback.error().isEmpty()) {
                boolean denied = callback.error().equals("access_denied");
                throw new SignInException(
                        denied ? Why.DENIED : Why.REFUSED,
                        (denied ? "The request was declined at the vendor: " : "The vendor refused: ")
                                + callback.explanation());
            }
            var client = Vendors.client(method);
            var tokens = endpoint.exchange(client, Registered.NONE, parameters(transaction, client, callback));
            return vendors.of(offer).grant(client, Registered.NONE, tokens);
        });
    }

    private static Map<String, String> parameters(Transaction transaction, OAuthClient client, Callback callback) {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("code", callback.code());
        parameters.put("redirect_uri", transaction.remembered(Transaction.REDIRECT));
        if (client.pkce()) {
            parameters.put("code_verifier", transaction.remembered(Transaction.VERIFIER));
        }
        if (client.style() == OAuthClient.Style.JSON) {
            parameters.put("state", callback.state());
        }
        return parameters;
    }
}
