package dev.signalbox.catalog;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How the use of a provider is paid for; a combo usually goes through the tiers in this order. */
public enum Tier {
    /** A plan that is paid whether it is used or not. */
    SUBSCRIPTION,
    /** Little money: coding plans and inexpensive pay as you go. */
    CHEAP,
    /** No money, within limits. */
    FREE,
    /** Pay as you go at list price. */
    API;

    /** The name used in catalogue data and the management API. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Tier> of(String id) {
        return Arrays.stream(values()).filter(value -> value.id().equals(id)).findFirst();
    }
}
