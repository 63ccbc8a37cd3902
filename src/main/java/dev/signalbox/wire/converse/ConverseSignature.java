package dev.signalbox.wire.converse;

import dev.signalbox.chat.Signature;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * Signatures with the model they came from: the vendors behind Bedrock are many, and clients hand a signature back without saying
 * whose it is. What clients see is base64, because some decode it.
 */
final class ConverseSignature {
    private ConverseSignature() {}

    /** What a model wrote, for the client to keep. */
    static Signature of(String model, String value) {
        var text = Signature.BEDROCK_MARK + model + "\n" + value;
        return new Signature(
                Signature.BEDROCK, Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** What this model wrote, as it wrote it; empty when it is another's. */
    static Optional<String> writtenBy(String model, Signature signature) {
        if (!signature.from(Signature.BEDROCK)) {
            return Optional.empty();
        }
        try {
            var text = new String(Base64.getDecoder().decode(signature.value()), StandardCharsets.UTF_8);
            var head = Signature.BEDROCK_MARK + model + "\n";
            return text.startsWith(head) ? Optional.of(text.substring(head.length())) : Optional.empty();
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }
}
