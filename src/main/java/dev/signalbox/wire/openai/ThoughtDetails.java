package dev.signalbox.wire.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.chat.Part;
import dev.signalbox.chat.Signature;
import dev.signalbox.wire.Fields;
import dev.signalbox.wire.Json;
import dev.signalbox.wire.SignatureOrigin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * OpenRouter's {@code reasoning_details}, in which thoughts keep their signatures in a Chat conversation: clients that speak
 * this dialect hand them back as they got them.
 *
 * @see <a href="https://openrouter.ai/docs/use-cases/reasoning-tokens">Reasoning tokens</a>
 */
final class ThoughtDetails {
    static final String FIELD = "reasoning_details";

    private static final String TEXT = "reasoning.text";
    private static final String SUMMARY = "reasoning.summary";
    private static final String ENCRYPTED = "reasoning.encrypted";

    private final List<Part> parts = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private @Nullable Integer index;

    private ThoughtDetails() {}

    /** The thoughts of a message of the conversation; empty where it has no details. */
    static List<Part> read(Fields message) {
        var details = new ThoughtDetails();
        message.objects(FIELD).forEach(details::add);
        details.end(null);
        return details.parts;
    }

    private void add(Fields detail) {
        detail.passOver("id", "format");
        var type = detail.string("type");
        switch (type == null ? "" : type) {
            case TEXT -> {
                at(detail.integer("index"));
                append(detail.string("text"));
                var signature = detail.string("signature");
                if (signature != null && !signature.isEmpty()) {
                    end(SignatureOrigin.of(signature, Signature.ANTHROPIC));
                }
            }
            case SUMMARY -> {
                at(detail.integer("index"));
                append(detail.string("summary"));
            }
            case ENCRYPTED -> encrypted(detail);
            default -> throw Fields.wrong(detail.at("type"), "must be " + TEXT + ", " + SUMMARY + " or " + ENCRYPTED);
        }
    }

    /** What OpenAI sealed belongs to the summary before it; Anthropic's stands for itself, Google's for a call. */
    private void encrypted(Fields detail) {
        detail.passOver("index");
        var sealed = SignatureOrigin.of(detail.requiredString("data"), Signature.ANTHROPIC);
        if (sealed.from(Signature.OPENAI)) {
            end(sealed);
        } else {
            end(null);
            parts.add(new Part.RedactedThinking(sealed));
        }
    }

    private void at(@Nullable Integer next) {
        if (next != null && index != null && !next.equals(index)) {
            end(null);
        }
        index = next;
    }

    private void append(@Nullable String more) {
        text.append(more == null ? "" : more);
    }

    private void end(@Nullable Signature signature) {
        if (!text.isEmpty() || signature != null) {
            parts.add(new Part.Thinking(text.toString(), signature));
        }
        text.setLength(0);
        index = null;
    }

    static ObjectNode text(int index, String text) {
        return detail(TEXT, index).put("text", text);
    }

    /** The signature of a thought; empty for those that this dialect puts elsewhere. */
    static Optional<ObjectNode> signature(int index, Signature signature) {
        return switch (signature.origin()) {
            case Signature.OPENAI -> Optional.of(sealed(index, signature));
            case Signature.ANTHROPIC, Signature.BEDROCK ->
                Optional.of(detail(TEXT, index)
                        .put("text", "")
                        .put("signature", signature.value())
                        .put("format", format(signature)));
            default -> Optional.empty();
        };
    }

    /** A thought that nobody but its vendor reads. */
    static ObjectNode sealed(int index, Signature data) {
        return detail(ENCRYPTED, index).put("data", data.value()).put("format", format(data));
    }

    private static String format(Signature signature) {
        return switch (signature.origin()) {
            case Signature.OPENAI -> "openai-responses-v1";
            case Signature.GOOGLE -> "google-gemini-v1";
            case Signature.ANTHROPIC -> "anthropic-claude-v1";
            default -> "unknown";
        };
    }

    private static ObjectNode detail(String type, int index) {
        return Json.object().put("type", type).put("index", index);
    }
}
