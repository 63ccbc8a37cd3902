package dev.signalbox.egress;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a proxy is for, as the database names it.
 *
 * @param account where it is for one account
 */
record Scope(String name, @Nullable UUID account) {
    private static final String PROVIDER = "provider:";

    static final Scope EVERYTHING = new Scope("everything", null);
    static final Scope EXCEPTIONS = new Scope("everything-but", null);

    static Scope account(UUID id) {
        return new Scope("account:" + id, id);
    }

    static Scope provider(String id) {
        return new Scope(PROVIDER + id, null);
    }

    static boolean isProvider(String name) {
        return name.startsWith(PROVIDER);
    }

    static String providerOf(String name) {
        return name.substring(PROVIDER.length());
    }

    String purpose() {
        return "egress_proxy.sealed." + name;
    }
}
