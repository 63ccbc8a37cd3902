package dev.signalbox.access;

import dev.signalbox.vault.Secret;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Password hashes: PBKDF2 with HMAC-SHA-512 and 210,000 rounds, the number the OWASP password storage cheat sheet asks for.
 * Written as {@code pbkdf2-sha512$rounds$salt$hash}, so that the rounds can grow.
 */
final class Passwords {
    static final int ROUNDS = 210_000;

    private static final String NAME = "pbkdf2-sha512";
    private static final int SALT = 16;
    private static final int HASH = 64;

    private final SecureRandom random = new SecureRandom();
    private final int rounds;
    private final String nobody;

    Passwords(int rounds) {
        this.rounds = rounds;
        this.nobody = hash(Secret.of("nobody"));
    }

    String hash(Secret password) {
        var salt = new byte[SALT];
        random.nextBytes(salt);
        var encoder = Base64.getEncoder().withoutPadding();
        return String.join(
                "$",
                NAME,
                Integer.toString(rounds),
                encoder.encodeToString(salt),
                encoder.encodeToString(derive(password, salt, rounds)));
    }

    /** Checks a password; without a hash it takes as long and fails, so that time does not tell who exists. */
    boolean matches(Secret password, @Nullable String hash) {
        var parts = (hash == null ? nobody : hash).split("\\$", -1);
        if (parts.length != 4 || !parts[0].equals(NAME)) {
            throw new IllegalStateException("A password hash in the database is of an unknown kind");
        }
        var decoder = Base64.getDecoder();
        var derived = derive(password, decoder.decode(parts[2]), Integer.parseInt(parts[1]));
        return MessageDigest.isEqual(derived, decoder.decode(parts[3])) && hash != null;
    }

    private static byte[] derive(Secret password, byte[] salt, int rounds) {
        var spec = new PBEKeySpec(password.reveal().toCharArray(), salt, rounds, HASH * 8);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("This JDK cannot hash passwords", missing);
        } finally {
            spec.clearPassword();
        }
    }
}
