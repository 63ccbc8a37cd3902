package dev.signalbox.signin;

import java.time.Duration;
import org.eclipse.microprofile.config.Config;

/**
 * How long a sign-in may take from its beginning to its end.
 *
 * @param value at least a second, at most an hour: the time that ended sign-ins are remembered
 */
record SignInLifetime(Duration value) {
    private static final Duration LEAST = Duration.ofSeconds(1);
    private static final Duration MOST = Duration.ofHours(1);

    static final SignInLifetime DEFAULT = new SignInLifetime(Duration.ofMinutes(10));

    SignInLifetime {
        if (value.compareTo(LEAST) < 0 || value.compareTo(MOST) > 0) {
            throw new IllegalArgumentException("signalbox.sign-in.lifetime is between PT1S and PT1H, not " + value);
        }
    }

    static SignInLifetime of(Config config) {
        return config.getOptionalValue("signalbox.sign-in.lifetime", Duration.class)
                .map(SignInLifetime::new)
                .orElse(DEFAULT);
    }
}
