package dev.signalbox.routing;

import java.util.Locale;

/**
 * An account that failed for a model and has not been found well since.
 *
 * @param holder the account's id, or the provider's where it needs no account
 */
public record Cooling(String holder, String model, Rest rest, Phase phase) {
    /** How far it is from full traffic. */
    public enum Phase {
        /** Left alone. */
        RESTING,
        /** The rest is over; the next request tries it. */
        ON_TRIAL,
        /** A request is trying it now, the others wait. */
        PROBING;

        /** The word of the management API. */
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
