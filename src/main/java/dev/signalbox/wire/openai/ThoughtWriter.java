package dev.signalbox.wire.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.chat.ChatRequest;
import dev.signalbox.chat.Part;
import dev.signalbox.chat.Reasoning;
import dev.signalbox.chat.Signature;
import dev.signalbox.wire.Json;
import java.util.Optional;

/**
 * Writes thoughts to a Chat client: as {@code reasoning_content}, and to one that speaks OpenRouter's dialect also as
 * {@code reasoning} and, with their signatures, as {@code reasoning_details}. Nothing of them where the client wants none.
 *
 * @param shown whether the client wants to see thoughts
 * @param detailed whether it speaks OpenRouter's dialect
 */
record ThoughtWriter(boolean shown, boolean detailed) {

    static ThoughtWriter of(ChatRequest request) {
        var wish = request.reasoning();
        return new ThoughtWriter(
                wish == null || wish.visibility() != Reasoning.Visibility.HIDDEN,
                request.extras().thoughtDetails());
    }

    /** A piece of a thought as a delta; empty when there is nothing to show. */
    Optional<ObjectNode> piece(int part, String text) {
        if (!shown || text.isEmpty()) {
            return Optional.empty();
        }
        var delta = Json.object().put("reasoning_content", text);
        if (detailed) {
            delta.put("reasoning", text);
            delta.putArray(ThoughtDetails.FIELD).add(ThoughtDetails.text(part, text));
        }
        return Optional.of(delta);
    }

    Optional<ObjectNode> signature(int part, Signature signature) {
        return shown && detailed
                ? ThoughtDetails.signature(part, signature).map(ThoughtWriter::alone)
                : Optional.empty();
    }

    Optional<ObjectNode> sealed(int part, Part.RedactedThinking thought) {
        return shown && detailed ? Optional.of(alone(ThoughtDetails.sealed(part, thought.data()))) : Optional.empty();
    }

    private static ObjectNode alone(ObjectNode detail) {
        var delta = Json.object();
        delta.putArray(ThoughtDetails.FIELD).add(detail);
        return delta;
    }
}
