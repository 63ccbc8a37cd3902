package dev.signalbox.signin;

import dev.signalbox.Service;
import dev.signalbox.account.Account;
import dev.signalbox.account.Grant;
import dev.signalbox.catalog.SignIn;
import dev.signalbox.catalog.SignInMethod;
import dev.signalbox.catalog.SignInOffer;
import dev.signalbox.signin.SignInException.Why;
import dev.signalbox.vault.Secret;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;

/** Accounts from what somebody has at hand already: the file of a tool, a service account's key, a key pair. */
@Service
class FileSignIn {
    private static final int LONGEST = 64 << 10;
    private static final Duration TOO_SHORT = Duration.ofSeconds(30);

    private final TokenEndpoint endpoint;
    private final Vendors vendors;
    private final Settled settled;
    private final Clock clock;

    @Inject
    FileSignIn(TokenEndpoint endpoint, Vendors vendors, Settled settled, Clock clock) {
        this.endpoint = endpoint;
        this.vendors = vendors;
        this.settled = settled;
        this.clock = clock;
    }

    Account take(SignInWish wish, SignInOffer offer, SignInMethod method, String content) {
        if (content.length() > LONGEST) {
            throw new SignInException(Why.BAD_INPUT, "The file is too long to be one of credentials.");
        }
        var json = CredentialFile.object(content);
        Grant grant = switch (method.kind()) {
            case SERVICE_ACCOUNT -> opened(offer, method, Secret.of(content));
            case AWS_KEYS -> AwsKeysVendor.grant(json);
            case CREDENTIAL_FILE -> imported(offer, method, CredentialFile.read(offer.vendor(), json));
            case API_KEY, BROWSER, DEVICE_CODE, NONE ->
                throw new SignInException(Why.NOT_OFFERED, "This way takes no file.");
        };
        return settled.keep(offer, method, grant, wish.account());
    }

    private Grant opened(SignInOffer offer, SignInMethod method, Secret file) {
        if (vendors.of(offer) instanceof KeyFileVendor vendor) {
            return vendor.grant(Vendors.client(method), file);
        }
        throw new SignInException(Why.NOT_OFFERED, "This way takes no file.");
    }

    /** An access token that has expired is renewed first, because nobody can be asked with it. */
    private Grant imported(SignInOffer offer, SignInMethod method, CredentialFile file) {
        var client = Vendors.client(method);
        var tokens = file.tokens();
        var end = tokens.expiresAt();
        if (end != null && !clock.instant().plus(TOO_SHORT).isBefore(end)) {
            var refresh = tokens.refresh();
            if (refresh == null) {
                throw new SignInException(
                        Why.REFUSED, "The file's token has expired, and it has none to renew it with.");
            }
            var fresh = endpoint.refresh(client, file.registered(), refresh.reveal());
            tokens = new Tokens(
                    fresh.access(),
                    fresh.refresh() == null ? refresh : fresh.refresh(),
                    fresh.id() == null ? tokens.id() : fresh.id(),
                    fresh.expiresAt(),
                    tokens.answer());
        }
        var grant = vendors.of(offer).grant(client, file.registered(), tokens);
        var details = new HashMap<>(file.details());
        details.putAll(grant.details());
        return new Grant(grant.kind(), grant.identity(), grant.name(), grant.secrets(), details, grant.expiresAt());
    }

    /** Whether a way takes a file's content rather than a browser. */
    static boolean takesContent(SignInMethod method) {
        return method.kind() == SignIn.CREDENTIAL_FILE
                || method.kind() == SignIn.SERVICE_ACCOUNT
                || method.kind() == SignIn.AWS_KEYS;
    }
}
