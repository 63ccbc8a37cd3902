package dev.signalbox.vault;

import dev.signalbox.startup.StartRefused;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** The one key everything else is derived from: 32 bytes that never seal anything themselves. */
final class MasterKey {
    static final int BYTES = 32;

    private final SecretKey key;

    private MasterKey(byte[] bytes) {
        this.key = new SecretKeySpec(bytes, "Generic");
    }

    static MasterKey random() {
        var bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return new MasterKey(bytes);
    }

    /** Reads base64 of 32 bytes; {@code source} says in the refusal where the text came from. */
    static MasterKey parse(String text, String source) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text.strip());
        } catch (IllegalArgumentException notBase64) {
            throw unusable(source, notBase64); // the message names a character at most, never the text
        }
        if (bytes.length != BYTES) {
            throw unusable(source, null);
        }
        return new MasterKey(bytes);
    }

    private static StartRefused unusable(String source, @Nullable Exception cause) {
        return new StartRefused(
                "%s does not hold a usable key: it must be base64 of 32 bytes, as made by openssl rand -base64 32."
                        .formatted(source),
                cause);
    }

    String encoded() {
        return Base64.getEncoder().encodeToString(key.getEncoded());
    }

    /** A key for one purpose; HKDF with SHA-256, see RFC 5869. */
    SecretKey derive(String purpose, String algorithm) {
        try {
            var parameters = HKDFParameterSpec.ofExtract()
                    .addIKM(key)
                    .thenExpand(("signalbox/" + purpose).getBytes(StandardCharsets.UTF_8), BYTES);
            return KDF.getInstance("HKDF-SHA256").deriveKey(algorithm, parameters);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("This JDK cannot derive keys", missing);
        }
    }

    @Override
    public String toString() {
        return "MasterKey[hidden]";
    }
}
