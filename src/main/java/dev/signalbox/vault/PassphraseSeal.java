package dev.signalbox.vault;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals a file under a passphrase: PBKDF2 with SHA-512 (RFC 8018), then AES-256-GCM. What is sealed is JSON with a header in
 * clear that says how, and that is authenticated with the rest.
 */
public final class PassphraseSeal {
    /** The shortest passphrase that a file is sealed under. */
    public static final int SHORTEST = 12;

    private static final String FORMAT = "signalbox-backup";
    private static final int VERSION = 1;
    private static final String KDF = "PBKDF2WithHmacSHA512";
    private static final int ROUNDS = 600_000;
    private static final int MOST_ROUNDS = 10_000_000;
    private static final int SALT = 16;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private PassphraseSeal() {}

    /** What a file says of itself before its content. */
    private record Header(int version, String kdf, int rounds, byte[] salt, byte[] nonce) {
        byte[] authenticated() {
            return String.join("|", FORMAT, "" + version, kdf, "" + rounds, encoded(salt), encoded(nonce))
                    .getBytes(StandardCharsets.UTF_8);
        }
    }

    /** Seals a text. */
    public static String close(String text, Secret passphrase) {
        var random = new SecureRandom();
        var salt = new byte[SALT];
        var nonce = new byte[NONCE];
        random.nextBytes(salt);
        random.nextBytes(nonce);
        var header = new Header(VERSION, KDF, ROUNDS, salt, nonce);
        try {
            var data = cipher(Cipher.ENCRYPT_MODE, header, passphrase).doFinal(text.getBytes(StandardCharsets.UTF_8));
            return Json.createObjectBuilder()
                    .add("format", FORMAT)
                    .add("version", VERSION)
                    .add("kdf", KDF)
                    .add("rounds", ROUNDS)
                    .add("salt", encoded(salt))
                    .add("nonce", encoded(nonce))
                    .add("data", encoded(data))
                    .build()
                    .toString();
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("This JDK cannot seal", missing);
        }
    }

    /**
     * Opens what was sealed.
     *
     * @throws VaultException when it is no such file, the passphrase is another, or something was changed
     */
    public static String open(String sealed, Secret passphrase) {
        try (var reader = Json.createReader(new StringReader(sealed))) {
            var json = reader.readObject();
            var header = header(json);
            var text = cipher(Cipher.DECRYPT_MODE, header, passphrase).doFinal(decoded(json, "data"));
            return new String(text, StandardCharsets.UTF_8);
        } catch (GeneralSecurityException wrong) {
            throw new VaultException(
                    "The passphrase is not the one the backup was made with, or the file was changed", wrong);
        } catch (JsonException | ClassCastException | NullPointerException | IllegalArgumentException malformed) {
            throw new VaultException("The file is no backup of Signalbox", malformed);
        }
    }

    private static Header header(JsonObject json) {
        if (!FORMAT.equals(json.getString("format"))) {
            throw new VaultException("The file is no backup of Signalbox");
        }
        var header = new Header(
                json.getInt("version"),
                json.getString("kdf"),
                json.getInt("rounds"),
                decoded(json, "salt"),
                decoded(json, "nonce"));
        // a file must not choose a cheap way, nor keep the processor busy for hours
        if (header.version() != VERSION
                || !header.kdf().equals(KDF)
                || header.rounds() < ROUNDS
                || header.rounds() > MOST_ROUNDS
                || header.salt().length != SALT
                || header.nonce().length != NONCE) {
            throw new VaultException("The backup is of a version that this Signalbox does not know");
        }
        return header;
    }

    private static Cipher cipher(int mode, Header header, Secret passphrase) throws GeneralSecurityException {
        var spec = new PBEKeySpec(passphrase.reveal().toCharArray(), header.salt(), header.rounds(), 256);
        var key = SecretKeyFactory.getInstance(KDF).generateSecret(spec).getEncoded();
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, header.nonce()));
        cipher.updateAAD(header.authenticated());
        return cipher;
    }

    private static String encoded(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] decoded(JsonObject json, String name) {
        return Base64.getDecoder().decode(json.getString(name));
    }
}
