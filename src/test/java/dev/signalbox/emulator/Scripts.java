package dev.signalbox.emulator;

import java.util.List;
import java.util.stream.IntStream;

/** What the emulated models say. */
final class Scripts {
    /** Survives only where bytes are not taken apart in the middle of a character. */
    private static final String ACCENTS = " ✓ naïve 日本 \uD83D\uDE80";

    private Scripts() {}

    /** Calls the first tool offered, with the user's words; otherwise repeats what it was told. */
    static Answer answer(String model, Dialect.Prompt prompt) {
        if (prompt.result() != null) {
            return said(model, "Tool said: ", prompt.result());
        }
        if (prompt.tool() != null) {
            var arguments = Rules.object().put("city", prompt.user());
            var id = "call_" + Integer.toHexString(prompt.user().hashCode());
            return new Answer(model, List.of(), new Answer.Call(id, prompt.tool(), arguments));
        }
        return said(model, "System: " + prompt.system(), " User: " + prompt.user());
    }

    private static Answer said(String model, String first, String second) {
        return new Answer(model, List.of(first, second, ACCENTS), null);
    }

    /** Ten megabytes in one piece, between two short ones. */
    static Answer flood(String model) {
        return new Answer(model, List.of("begin ", "x".repeat(10 << 20), " Grüße end" + ACCENTS), null);
    }

    static Answer words(String model, int count) {
        return new Answer(
                model, IntStream.range(0, count).mapToObj(i -> "word" + i + " ").toList(), null);
    }
}
