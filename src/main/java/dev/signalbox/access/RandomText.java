package dev.signalbox.access;

import dev.signalbox.vault.Secret;
import java.security.SecureRandom;

/** Keys and passwords that nobody chose. */
final class RandomText {
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /** 43 of 62 characters carry 256 bits. */
    private static final int KEY_CHARACTERS = 43;

    /** 20 of 62 characters carry 119 bits. */
    private static final int PASSWORD_CHARACTERS = 20;

    private static final SecureRandom RANDOM = new SecureRandom();

    private RandomText() {}

    static Secret apiKey() {
        return Secret.of("sk-" + characters(KEY_CHARACTERS));
    }

    static Secret password() {
        return Secret.of(characters(PASSWORD_CHARACTERS));
    }

    private static String characters(int count) {
        var text = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            text.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }
}
