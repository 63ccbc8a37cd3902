package dev.signalbox.upstream;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a dialect needs of the account that a call is made for; hence no {@code toString} of the values.
 *
 * @param scheme how the credential is used
 * @param credential the key or token of this moment, null where there is none
 * @param session what belongs to a temporary key pair, null where there is none
 * @param details what else belongs to the account: a region, a project, a resource's name
 */
public record Access(
        Scheme scheme,
        @Nullable String credential,
        @Nullable String session,
        Map<String, String> details) {
    public static final Access NONE = new Access(Scheme.NONE, null, null, Map.of());

    /** How a credential is used. */
    public enum Scheme {
        /** A key as the provider's console hands it out. */
        KEY,
        /** A token that was signed in for. */
        TOKEN,
        /** The secret half of a key pair that requests are signed with. */
        SIGNATURE,
        NONE
    }

    public Access {
        details = Map.copyOf(details);
    }

    /** A detail, empty text where the account has none by that name. */
    public String detail(String name) {
        return details.getOrDefault(name, "");
    }

    @Override
    public String toString() {
        return "Access[" + scheme + "]";
    }
}
