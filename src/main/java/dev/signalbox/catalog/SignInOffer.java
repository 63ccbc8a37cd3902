package dev.signalbox.catalog;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How one signs in at a provider, and on what terms.
 *
 * @param provider its id in the catalogue
 * @param vendor which vendor's customs apply to what signing in brings
 * @param terms what somebody must accept before signing in
 * @param restriction what the vendor has restricted, null when nothing is known of that
 * @param lead how long before its expiry a token is renewed
 * @param methods the ways, the preferred one first
 */
public record SignInOffer(
        String provider,
        String vendor,
        String terms,
        @Nullable Restriction restriction,
        Duration lead,
        List<SignInMethod> methods) {
    public SignInOffer {
        methods = List.copyOf(methods);
    }

    /**
     * A vendor's restriction, as of a day.
     *
     * @param kind {@code own-client-only} or {@code closed}
     * @param says what it means, for people
     */
    public record Restriction(String kind, LocalDate since, String says) {
        public static final String OWN_CLIENT_ONLY = "own-client-only";
        public static final String CLOSED = "closed";

        /** {@code since} as ISO has it, for pages. */
        public String day() {
            return since.toString();
        }

        public boolean closed() {
            return kind.equals(CLOSED);
        }
    }

    public Optional<SignInMethod> method(String id) {
        return methods.stream().filter(method -> method.id().equals(id)).findFirst();
    }
}
