package dev.signalbox.wire;

import dev.signalbox.chat.Signature;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Tells whose signature a client hands back. Clients return signatures in their own protocol's field whoever issued them, so
 * the vendor is read from the form of the value: OpenAI's is a Fernet token, Anthropic's and Google's are protobuf messages
 * that differ in their innermost first field, and what came from Bedrock was marked when it was read. What has none of these forms
 * is taken for the client protocol's own.
 */
public final class SignatureOrigin {
    private static final String FERNET = "gAAAA";
    private static final int HEAD = 24;
    private static final String BEDROCK =
            Base64.getEncoder().encodeToString(Signature.BEDROCK_MARK.getBytes(StandardCharsets.US_ASCII));

    private SignatureOrigin() {}

    /** The signature with its vendor; {@code assumed} is the vendor of the client's protocol. */
    public static Signature of(String value, String assumed) {
        return new Signature(vendor(value, assumed), value);
    }

    private static String vendor(String value, String assumed) {
        if (value.startsWith(FERNET)) {
            return Signature.OPENAI;
        }
        if (value.startsWith(BEDROCK)) {
            return Signature.BEDROCK;
        }
        int inner = innermostByte(head(value));
        if (inner == 0x08) {
            return Signature.ANTHROPIC;
        }
        return inner == 0x01 ? Signature.GOOGLE : assumed;
    }

    private static byte[] head(String value) {
        var text = value.substring(0, Math.min(HEAD, value.length() / 4 * 4))
                .replace('-', '+')
                .replace('_', '/');
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    /** The first byte inside {@code field 2 { field 1 { … } }} or {@code field 1 { … }}, -1 when it is nested otherwise. */
    private static int innermostByte(byte[] bytes) {
        int at = 0;
        if (at < bytes.length && bytes[at] == 0x12) {
            at = afterLength(bytes, at + 1);
        }
        if (at >= bytes.length || bytes[at] != 0x0A) {
            return -1;
        }
        at = afterLength(bytes, at + 1);
        return at < bytes.length ? bytes[at] : -1;
    }

    private static int afterLength(byte[] bytes, int from) {
        int at = from;
        while (at < bytes.length && bytes[at] < 0) {
            at++;
        }
        return at + 1;
    }
}
