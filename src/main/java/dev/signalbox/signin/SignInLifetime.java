package dev.signalbox.signin;

import dev.signalbox.Service;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.Config;

/** How long a sign-in may take from its beginning to its end, as the environment says it. */
@Service
class SignInLifetime {
    private static final Duration LEAST = Duration.ofSeconds(1);
    private static final Duration MOST = Duration.ofHours(1);
    private static final Duration DEFAULT = Duration.ofMinutes(10);

    private final Duration value;

    @Inject
    SignInLifetime(Config config) {
        value = config.getOptionalValue("signalbox.sign-in.lifetime", Duration.class)
                .orElse(DEFAULT);
        if (value.compareTo(LEAST) < 0 || value.compareTo(MOST) > 0) {
            throw new IllegalArgumentException("signalbox.sign-in.lifetime is between PT1S and PT1H, not " + value);
        }
    }

    /** At least a second, at most an hour: the time that ended sign-ins are remembered. */
    Duration value() {
        return value;
    }
}
