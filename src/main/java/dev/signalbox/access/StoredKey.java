package dev.signalbox.access;

import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An API key as it is kept, to be carried to another gateway, where programs go on using it: its hash, never itself.
 *
 * @param hash SHA-256 of the key
 * @param prefix how the key begins
 * @param lastFour how it ends
 */
public record StoredKey(
        String name,
        byte[] hash,
        String prefix,
        String lastFour,
        Set<String> allowedModels,
        boolean enabled,
        Instant createdAt,
        @Nullable Instant expiresAt) {
    private static final int SHOWN_PREFIX = 7;
    private static final int SHOWN_END = 4;

    /** A shorter one could be found by trying, given its hash. */
    public static final int SHORTEST = 16;

    public StoredKey {
        hash = hash.clone();
        allowedModels = Set.copyOf(allowedModels);
    }

    /** A key that another gateway made. */
    public static StoredKey of(String name, String key, boolean enabled, Instant createdAt) {
        if (key.length() < SHORTEST) {
            throw new IllegalArgumentException("a key of " + SHORTEST + " characters at least");
        }
        return new StoredKey(
                name,
                KeyHash.of(key).bytes(),
                key.substring(0, SHOWN_PREFIX),
                key.substring(key.length() - SHOWN_END),
                Set.of(),
                enabled,
                createdAt,
                null);
    }

    @Override
    public byte[] hash() {
        return hash.clone();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StoredKey key && Arrays.equals(hash, key.hash);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(hash);
    }
}
