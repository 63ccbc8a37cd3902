package dev.signalbox.wire;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Ids for tool calls of providers that give none: made from the answer's id and the call's place in it, so that the same
 * answer always has the same ids. They can be told from real ones, for clients whose protocol has a prefix of its own.
 */
public final class CallIds {
    private static final String MADE = "call_0sb";

    private CallIds() {}

    public static String made(String answerId, int choice, int position) {
        return MADE + hash(answerId + "/" + choice + "/" + position, 20);
    }

    /** The id with the vendor's prefix ({@code toolu_}) where it was made up here; a provider's own id stays as it is. */
    public static String withPrefix(String id, String prefix) {
        return id.startsWith(MADE) ? prefix + id.substring(MADE.length()) : id;
    }

    static String hash(String text, int digits) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, digits);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
