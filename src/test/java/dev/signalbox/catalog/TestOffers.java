package dev.signalbox.catalog;

import java.util.Map;
import java.util.Optional;

/** Ways to sign in with the settings of a test. */
public final class TestOffers {
    private TestOffers() {}

    public static SignInOffers with(Map<String, String> settings) {
        return new SignInOffers(new SignInConfig(key -> Optional.ofNullable(settings.get(key))));
    }
}
