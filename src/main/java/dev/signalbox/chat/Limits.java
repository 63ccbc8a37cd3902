package dev.signalbox.chat;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the answer ends: {@code maxTokens} of output (null: provider's default), stop sequences, number of choices. */
public record Limits(
        @Nullable Integer maxTokens,
        List<String> stopSequences,
        @Nullable Integer choices) {
    public static final Limits NONE = new Limits(null, List.of(), null);

    public Limits {
        stopSequences = List.copyOf(stopSequences);
    }
}
