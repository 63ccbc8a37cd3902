package dev.signalbox.signin;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A sign-in that somebody began.
 *
 * @param user who began it; nobody else can end it
 * @param memory what has to be known at its end: state, verifier, device code; sealed in the database
 * @param accountId what it led to, null as long as it has not
 * @param failure why it led to nothing, null as long as it may
 */
record Transaction(
        UUID id,
        String provider,
        String method,
        UUID user,
        Map<String, String> memory,
        @Nullable Instant usedAt,
        @Nullable UUID accountId,
        @Nullable String failure,
        Instant expiresAt) {
    static final String STATE = "state";
    static final String VERIFIER = "verifier";
    static final String REDIRECT = "redirect";
    static final String DEVICE_CODE = "deviceCode";
    static final String INTERVAL = "interval";
    static final String CLIENT_ID = "clientId";
    static final String CLIENT_SECRET = "clientSecret";
    static final String REGION = "region";
    static final String ACCOUNT = "account";

    Transaction {
        memory = Map.copyOf(memory);
    }

    /** What is remembered by this name, empty when nothing is. */
    String remembered(String name) {
        return memory.getOrDefault(name, "");
    }

    @Override
    public String toString() {
        return "Transaction[" + id + " at " + provider + "]";
    }
}
