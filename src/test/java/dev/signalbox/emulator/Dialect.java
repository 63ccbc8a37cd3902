package dev.signalbox.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One provider protocol, seen from the provider. */
interface Dialect {
    /** Refuses with a {@link Refusal} what the real API would refuse. */
    void check(Received request);

    String model(Received request);

    boolean stream(Received request);

    /** What the model is told, in the one form that all protocols share. */
    Prompt prompt(JsonNode body);

    ObjectNode document(Answer answer);

    /** The stream, frame by frame. */
    List<String> frames(Answer answer);

    ObjectNode error(int status, String message);

    /** An error in the middle of a stream. */
    default String errorFrame(String message) {
        return Rules.sse(error(500, message));
    }

    String streamType();

    /** The bytes of a frame. */
    default byte[] bytes(String frame) {
        return frame.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    /** Whether a frame shows this piece of the text. */
    default boolean shows(String frame, String piece) {
        return frame.contains(piece);
    }

    /** The status that this vendor has for what others call so. */
    default int status(int status) {
        return status;
    }

    /**
     * A conversation in short.
     *
     * @param system the system prompt, empty when there is none
     * @param user the last thing that the user said
     * @param tool the name of the first tool, null when none is offered
     * @param result the last tool result since the user spoke, null when there is none
     */
    record Prompt(
            String system,
            String user,
            @Nullable String tool,
            @Nullable String result) {}
}
