package dev.signalbox.signin;

import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A sign-in that can be gone on with: in the browser at {@code authorizeUrl}, or with {@code userCode} at
 * {@code verificationUri}.
 *
 * @param verificationUriComplete the same with the code in it, where the vendor has that
 * @param listening whether the browser's way back ends here by itself, where it runs on this machine
 * @param interval seconds between two looks whether it is done
 */
public record Begun(
        UUID transaction,
        @Nullable URI authorizeUrl,
        @Nullable String userCode,
        @Nullable URI verificationUri,
        @Nullable URI verificationUriComplete,
        boolean listening,
        int interval,
        Instant expiresAt) {}
