package dev.signalbox.signin;

import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import dev.signalbox.Service;
import dev.signalbox.catalog.OAuthClient;
import dev.signalbox.catalog.SignInMethod;
import dev.signalbox.catalog.SignInOffer;
import dev.signalbox.signin.SignInException.Why;
import dev.signalbox.vault.Secret;
import jakarta.inject.Inject;
import jakarta.json.Json;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** The device authorization grant, RFC 8628; at AWS with a client that is registered for each sign-in. */
@Service
class DeviceSignIn {
    private static final Duration INTERVAL = Duration.ofSeconds(5);

    /** RFC 8628 section 3.5: what slow_down adds. */
    private static final Duration SLOWER = Duration.ofSeconds(5);

    private final SignInRows rows;
    private final TokenEndpoint endpoint;
    private final VendorHttp http;
    private final Vendors vendors;
    private final Settled settled;
    private final SignInLifetime lifetime;
    private final Clock clock;

    @Inject
    DeviceSignIn(
            SignInRows rows,
            TokenEndpoint endpoint,
            VendorHttp http,
            Vendors vendors,
            Settled settled,
            SignInLifetime lifetime,
            Clock clock) {
        this.rows = rows;
        this.endpoint = endpoint;
        this.http = http;
        this.vendors = vendors;
        this.settled = settled;
        this.lifetime = lifetime;
        this.clock = clock;
    }

    Begun begin(SignInWish wish, SignInMethod method) {
        var client = Vendors.client(method);
        var region = region(wish);
        var registered =
                client.address("register").isPresent() ? register(client, region) : new Registered("", null, region);
        var verifier = new CodeVerifier();
        var answer = endpoint.call(
                client,
                registered,
                TokenEndpoint.address(client, "device", registered),
                parameters(client, wish, verifier));
        if (!answer.ok()) {
            throw new SignInException(
                    answer.status() >= 500 || answer.status() == 429 ? Why.UNAVAILABLE : Why.REFUSED,
                    "The vendor gives no code: " + answer.explanation());
        }
        return begun(wish, method, memory(wish, registered, client, verifier, answer), answer);
    }

    private Begun begun(SignInWish wish, SignInMethod method, Map<String, String> memory, VendorAnswer answer) {
        var now = clock.instant();
        var life = answer.seconds("expires_in")
                .filter(told -> told.compareTo(lifetime.value()) < 0)
                .orElse(lifetime.value());
        var transaction = new Transaction(
                UUID.randomUUID(), wish.provider(), method.id(), wish.user(), memory, null, null, null, now.plus(life));
        rows.insert(transaction, now);
        var interval = interval(transaction);
        rows.turn(transaction.id(), interval, now); // RFC 8628: the first question comes an interval later, too
        return new Begun(
                transaction.id(),
                null,
                needed(answer, "user_code"),
                page(answer.text("verification_uri").or(() -> answer.text("verification_url"))),
                answer.text("verification_uri_complete").map(DeviceSignIn::web).orElse(null),
                false,
                (int) interval.toSeconds(),
                transaction.expiresAt());
    }

    private Registered register(OAuthClient client, String region) {
        var scopes = Json.createArrayBuilder(client.scopes());
        var body = Json.createObjectBuilder()
                .add("clientName", "Signalbox")
                .add("clientType", "public")
                .add("scopes", scopes)
                .add(
                        "grantTypes",
                        Json.createArrayBuilder()
                                .add(TokenEndpoint.DEVICE_GRANT)
                                .add("refresh_token"))
                .build();
        var at = new Registered("", null, region);
        var answer = http.json(TokenEndpoint.address(client, "register", at), body, Map.of());
        if (!answer.ok()) {
            throw new SignInException(Why.UNAVAILABLE, "The vendor registers no client: " + answer.explanation());
        }
        return new Registered(needed(answer, "client_id"), Secret.of(needed(answer, "client_secret")), region);
    }

    private static Map<String, String> parameters(OAuthClient client, SignInWish wish, CodeVerifier verifier) {
        var parameters = new LinkedHashMap<String, String>();
        if (client.address("register").isPresent()) {
            var start = Optional.ofNullable(wish.startUrl()).or(() -> client.address("start"));
            parameters.put(
                    "start_url",
                    start.filter(url -> url.startsWith("https://") || url.startsWith("http://"))
                            .orElseThrow(() -> new SignInException(
                                    Why.BAD_INPUT, "startUrl must be the https address of the access portal.")));
            return parameters;
        }
        if (!client.scopes().isEmpty()) {
            parameters.put("scope", String.join(" ", client.scopes()));
        }
        if (client.pkce()) {
            parameters.put(
                    "code_challenge",
                    CodeChallenge.compute(CodeChallengeMethod.S256, verifier).getValue());
            parameters.put("code_challenge_method", "S256");
        }
        return parameters;
    }

    private static Map<String, String> memory(
            SignInWish wish, Registered registered, OAuthClient client, CodeVerifier verifier, VendorAnswer answer) {
        var memory = new HashMap<String, String>();
        memory.put(Transaction.DEVICE_CODE, needed(answer, "device_code"));
        memory.put(Transaction.REGION, registered.region());
        answer.number("interval").ifPresent(seconds -> memory.put(Transaction.INTERVAL, String.valueOf(seconds)));
        if (client.pkce()) {
            memory.put(Transaction.VERIFIER, verifier.getValue());
        }
        var secret = registered.secret();
        if (secret != null) {
            memory.put(Transaction.CLIENT_ID, registered.id());
            memory.put(Transaction.CLIENT_SECRET, secret.reveal());
        }
        if (wish.account() != null) {
            memory.put(Transaction.ACCOUNT, wish.account().toString());
        }
        return memory;
    }

    /** Asks the vendor when it is time to; whoever comes too early is told to wait. */
    Outcome look(Transaction transaction, SignInOffer offer, SignInMethod method) {
        var interval = interval(transaction);
        var wait = rows.turn(transaction.id(), interval, clock.instant());
        if (!wait.isZero()) {
            return new Outcome.Pending(wait);
        }
        var client = Vendors.client(method);
        var registered = registered(transaction);
        TokenEndpoint.Poll poll;
        try {
            poll = endpoint.poll(client, registered, parameters(transaction));
        } catch (SignInException failed) {
            if (failed.why() == Why.UNAVAILABLE) {
                return new Outcome.Pending(interval);
            }
            rows.end(transaction.id(), null, failed.getMessage(), clock.instant());
            throw failed;
        }
        return switch (poll) {
            case TokenEndpoint.Poll.Waiting waiting -> pending(transaction, interval, waiting.slower());
            case TokenEndpoint.Poll.Granted granted ->
                new Outcome.Done(settled.end(
                        transaction,
                        offer,
                        method,
                        () -> vendors.of(offer).grant(client, registered, granted.tokens())));
        };
    }

    private Outcome pending(Transaction transaction, Duration interval, boolean slower) {
        var next = slower ? interval.plus(SLOWER) : interval;
        if (slower) {
            rows.slower(transaction, next, clock.instant());
        }
        return new Outcome.Pending(next);
    }

    private static Map<String, String> parameters(Transaction transaction) {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("device_code", transaction.remembered(Transaction.DEVICE_CODE));
        var verifier = transaction.remembered(Transaction.VERIFIER);
        if (!verifier.isEmpty()) {
            parameters.put("code_verifier", verifier);
        }
        return parameters;
    }

    private static Registered registered(Transaction transaction) {
        var id = transaction.remembered(Transaction.CLIENT_ID);
        var region = transaction.remembered(Transaction.REGION);
        return id.isEmpty()
                ? new Registered("", null, region)
                : new Registered(id, Secret.of(transaction.remembered(Transaction.CLIENT_SECRET)), region);
    }

    private static Duration interval(Transaction transaction) {
        var told = transaction.remembered(Transaction.INTERVAL);
        return told.isEmpty() ? INTERVAL : Duration.ofSeconds(Math.max(1, Long.parseLong(told)));
    }

    private static String region(SignInWish wish) {
        var region = Objects.requireNonNullElse(wish.region(), Registered.DEFAULT_REGION);
        if (!region.matches("[a-z]{2}(-[a-z]+)+-\\d")) {
            throw new SignInException(Why.BAD_INPUT, "region must be one of AWS, such as us-east-1.");
        }
        return region;
    }

    private static URI page(Optional<String> address) {
        return web(address.orElseThrow(
                () -> new SignInException(Why.UNAVAILABLE, "The vendor names no page to enter the code on.")));
    }

    /** An address that a page may link to, and nothing else. */
    private static URI web(String address) {
        var uri = URI.create(address);
        if (!"https".equals(uri.getScheme()) && !"http".equals(uri.getScheme())) {
            throw new SignInException(Why.UNAVAILABLE, "The vendor's page is no web page.");
        }
        return uri;
    }

    private static String needed(VendorAnswer answer, String name) {
        return answer.text(name)
                .orElseThrow(() -> new SignInException(Why.UNAVAILABLE, "The vendor's answer has no " + name + "."));
    }
}
