package dev.signalbox.routing;

import dev.signalbox.account.HeldAccount;
import dev.signalbox.account.SecretKind;
import dev.signalbox.upstream.Access;
import dev.signalbox.vault.Secret;
import org.jspecify.annotations.Nullable;

/** What calls need of an account, in the words of the package that makes them. */
public final class AccountAccess {
    private AccountAccess() {}

    /** The account's credential as it is at hand, how it is used, and the account's details. */
    public static Access of(HeldAccount account) {
        var session = account.secret(SecretKind.AWS_SESSION_TOKEN);
        return new Access(scheme(account), revealed(account.credential()), revealed(session), account.details());
    }

    private static Access.Scheme scheme(HeldAccount account) {
        return switch (account.kind()) {
            case API_KEY -> Access.Scheme.KEY;
            case OAUTH, SERVICE_ACCOUNT -> Access.Scheme.TOKEN;
            case AWS_KEYS -> Access.Scheme.SIGNATURE;
            case NONE -> Access.Scheme.NONE;
        };
    }

    private static @Nullable String revealed(@Nullable Secret secret) {
        return secret == null ? null : secret.reveal();
    }
}
