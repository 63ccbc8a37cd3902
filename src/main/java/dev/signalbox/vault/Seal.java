package dev.signalbox.vault;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * AES-256-GCM with a random 96-bit nonce (NIST SP 800-38D). Layout: version (1 byte), key id (4), nonce (12), cipher text and
 * tag. Version and key id are authenticated together with the purpose.
 */
final class Seal {
    private static final byte VERSION = 1;
    private static final int KEY_ID = 4;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final int HEADER = 1 + KEY_ID;

    private final SecretKey key;
    private final byte[] header;
    private final SecureRandom random = new SecureRandom();

    Seal(MasterKey master) {
        this.key = master.derive("seal/v1", "AES");
        var id = master.derive("key-id", "Generic").getEncoded();
        this.header =
                ByteBuffer.allocate(HEADER).put(VERSION).put(id, 0, KEY_ID).array();
    }

    SealedText close(Secret secret, String purpose) {
        var nonce = new byte[NONCE];
        random.nextBytes(nonce);
        try {
            var text = cipher(Cipher.ENCRYPT_MODE, nonce, purpose)
                    .doFinal(secret.reveal().getBytes(StandardCharsets.UTF_8));
            var bytes = ByteBuffer.allocate(HEADER + NONCE + text.length)
                    .put(header)
                    .put(nonce)
                    .put(text)
                    .array();
            return new SealedText(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("This JDK cannot seal", missing);
        }
    }

    Secret open(SealedText sealed, String purpose) {
        var bytes = decode(sealed);
        if (bytes.length < HEADER + NONCE + TAG_BITS / 8 || bytes[0] != VERSION) {
            throw new VaultException("This is not a sealed value of a known version");
        }
        if (!Arrays.equals(bytes, 0, HEADER, header, 0, HEADER)) {
            throw new VaultException("The value was sealed with another master key");
        }
        try {
            var nonce = Arrays.copyOfRange(bytes, HEADER, HEADER + NONCE);
            var text = cipher(Cipher.DECRYPT_MODE, nonce, purpose)
                    .doFinal(bytes, HEADER + NONCE, bytes.length - HEADER - NONCE);
            return Secret.of(new String(text, StandardCharsets.UTF_8));
        } catch (GeneralSecurityException tampered) {
            throw new VaultException("The sealed value was changed, or belongs to something else", tampered);
        }
    }

    private static byte[] decode(SealedText sealed) {
        try {
            return Base64.getUrlDecoder().decode(sealed.value());
        } catch (IllegalArgumentException notBase64) {
            throw new VaultException("This is not a sealed value", notBase64);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String purpose) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(header);
        cipher.updateAAD(purpose.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
