package dev.signalbox.signin;

import dev.signalbox.Service;
import dev.signalbox.account.Details;
import dev.signalbox.account.HeldAccount;
import dev.signalbox.account.Renewal;
import dev.signalbox.catalog.OAuthClient;
import dev.signalbox.catalog.SignInMethod;
import dev.signalbox.catalog.SignInOffer;
import dev.signalbox.catalog.SignInOffers;
import dev.signalbox.signin.SignInException.Why;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Finds a vendor's customs and the client for an account. */
@Service
class Vendors {
    private final SignInOffers offers;
    private final TokenEndpoint endpoint;
    private final Map<String, Vendor> byId;

    @Inject
    Vendors(SignInOffers offers, TokenEndpoint endpoint, @Any Instance<Vendor> vendors) {
        this(offers, endpoint, vendors.stream().toList());
    }

    Vendors(SignInOffers offers, TokenEndpoint endpoint, List<Vendor> vendors) {
        this.offers = offers;
        this.endpoint = endpoint;
        this.byId = vendors.stream().collect(Collectors.toUnmodifiableMap(Vendor::id, Function.identity()));
    }

    Vendor of(SignInOffer offer) {
        return Objects.requireNonNull(byId.get(offer.vendor()), offer.vendor());
    }

    /** The client of a way to sign in, which must have what it needs from the configuration. */
    static OAuthClient client(SignInMethod method) {
        var client = method.client();
        if (client == null) {
            throw new SignInException(Why.NOT_OFFERED, method.name() + " signs in nowhere.");
        }
        if (client.missingSetting() != null) {
            throw new SignInException(
                    Why.NOT_OFFERED, "This sign-in needs the setting " + client.missingSetting() + " first.");
        }
        return client;
    }

    /** How long before its expiry an account's token is renewed. */
    java.time.Duration lead(HeldAccount account) {
        return offers.of(account.provider()).map(SignInOffer::lead).orElse(java.time.Duration.ZERO);
    }

    /** New tokens for an account, by the way that it was signed in with. */
    Renewal.Renewed renew(HeldAccount account) {
        var offer = offers.of(account.provider())
                .orElseThrow(() ->
                        new SignInException(Why.REFUSED, "Nobody signs in at " + account.provider() + " any more."));
        var way = Objects.requireNonNullElse(account.detail(Details.METHOD), "");
        var method = offer.method(way)
                .or(() -> offer.methods().stream().findFirst())
                .orElseThrow(() -> new SignInException(Why.REFUSED, "There is no way to sign in any more."));
        return of(offer).renew(client(method), account, endpoint);
    }
}
