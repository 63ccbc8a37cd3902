package dev.signalbox.wire.responses;

import dev.signalbox.chat.Signature;
import dev.signalbox.wire.SignatureOrigin;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A signature as the {@code encrypted_content} of a reasoning item. A value whose form names its vendor travels as it is;
 * every other one gets the vendor's name in front, so that the next request gives it back to that vendor and to no other.
 *
 * @param place what the signature belonged to where it came from
 */
record Envelope(Signature signature, Place place) {
    private static final Pattern FORM = Pattern.compile("sb1([rnp]?)\\.([a-z0-9-]+)\\.(.*)", Pattern.DOTALL);

    /** What a signature belongs to. */
    enum Place {
        /** The thought in the same item. */
        THOUGHT(""),
        /** A thought that is encrypted altogether. */
        REDACTED("r"),
        /** The tool call that follows. */
        NEXT_CALL("n"),
        /** The text or tool call before. */
        PREVIOUS("p");

        private final String letter;

        Place(String letter) {
            this.letter = letter;
        }
    }

    /** The value to send. */
    String sealed() {
        if (place == Place.THOUGHT && evidentOrigin(signature.value()).equals(signature.origin())) {
            return signature.value();
        }
        return "sb1" + place.letter + "." + signature.origin() + "." + signature.value();
    }

    /** What a client sent back; empty when there is no value. */
    static Optional<Envelope> open(String value) {
        if (value.isEmpty()) {
            return Optional.empty();
        }
        var form = FORM.matcher(value);
        if (!form.matches()) {
            return Optional.of(new Envelope(new Signature(evidentOrigin(value), value), Place.THOUGHT));
        }
        for (var place : Place.values()) {
            if (place.letter.equals(form.group(1))) {
                return Optional.of(new Envelope(new Signature(form.group(2), form.group(3)), place));
            }
        }
        return Optional.empty();
    }

    /** The vendor that the value itself tells, OpenAI when it tells none. */
    private static String evidentOrigin(String value) {
        if (value.startsWith("claude")) {
            return Signature.ANTHROPIC; // compatible vendors put the name in front instead of Anthropic's form
        }
        return SignatureOrigin.of(value, Signature.OPENAI).origin();
    }
}
