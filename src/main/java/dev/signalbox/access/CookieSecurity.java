package dev.signalbox.access;

import dev.signalbox.startup.StartRefused;
import java.util.Arrays;
import java.util.Locale;

/** Whether the session cookie travels over encrypted connections only. */
enum CookieSecurity {
    TRUE,
    FALSE,
    /** As the sign-in itself did. */
    AUTO;

    static CookieSecurity of(String text) {
        return Arrays.stream(values())
                .filter(value -> value.name().equals(text.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(
                        () -> new StartRefused("AUTH_COOKIE_SECURE must be true, false or auto; it is " + text + "."));
    }

    boolean secure(Client client) {
        return switch (this) {
            case TRUE -> true;
            case FALSE -> false;
            case AUTO -> client.secure();
        };
    }
}
