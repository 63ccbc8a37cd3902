package dev.signalbox.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a provider says, whatever its protocol.
 *
 * @param pieces the text as it is streamed
 * @param call the tool that is called, if any
 */
record Answer(String model, List<String> pieces, @Nullable Call call) {
    /** Tokens of every answer; the prompt's include those from the cache, as OpenAI and Google count. */
    static final int PROMPT = 120;

    static final int CACHED = 20;
    static final int COMPLETION = 9;

    /** A tool call. */
    record Call(String id, String name, ObjectNode arguments) {}

    String text() {
        return String.join("", pieces);
    }
}
