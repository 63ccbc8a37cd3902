package dev.signalbox.access;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The SHA-256 of an API key, as something to look up. A key has 256 random bits, so that no slow hash is needed. */
record KeyHash(long first, long second, long third, long fourth) {
    static KeyHash of(String key) {
        try {
            return of(MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("This JDK has no SHA-256", missing);
        }
    }

    static KeyHash of(byte[] digest) {
        var longs = ByteBuffer.wrap(digest);
        return new KeyHash(longs.getLong(), longs.getLong(), longs.getLong(), longs.getLong());
    }

    byte[] bytes() {
        return ByteBuffer.allocate(4 * Long.BYTES)
                .putLong(first)
                .putLong(second)
                .putLong(third)
                .putLong(fourth)
                .array();
    }
}
