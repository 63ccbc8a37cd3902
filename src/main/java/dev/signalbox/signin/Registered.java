package dev.signalbox.signin;

import dev.signalbox.account.Details;
import dev.signalbox.account.HeldAccount;
import dev.signalbox.account.SecretKind;
import dev.signalbox.vault.Secret;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A client that was registered for one sign-in, where vendors have that, and the region it is known in.
 *
 * @param id empty when the client is the catalogue's
 */
record Registered(String id, @Nullable Secret secret, String region) {
    static final String DEFAULT_REGION = "us-east-1";
    static final Registered NONE = new Registered("", null, DEFAULT_REGION);

    static Registered of(HeldAccount account) {
        return new Registered(
                Objects.requireNonNullElse(account.detail(Details.CLIENT_ID), ""),
                account.secret(SecretKind.CLIENT_SECRET),
                Objects.requireNonNullElse(account.detail(Details.REGION), DEFAULT_REGION));
    }

    @Override
    public String toString() {
        return "Registered[" + region + "]";
    }
}
