package dev.signalbox.chat;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a request writer must know of the model it writes for.
 *
 * @param model the provider's own name of the model
 * @param reasoning what it accepts about thinking; null when unknown: the client's wish is passed on as it is
 * @param maxOutputTokens its output limit in tokens, null when unknown
 * @param quirks where it differs from its protocol
 */
public record ModelProfile(
        String model,
        @Nullable ReasoningCapability reasoning,
        @Nullable Integer maxOutputTokens,
        Set<Quirk> quirks) {
    public ModelProfile {
        quirks = Set.copyOf(quirks);
    }

    /** A model nothing is known about. */
    public static ModelProfile unknown(String model) {
        return new ModelProfile(model, null, null, Set.of());
    }

    public boolean has(Quirk quirk) {
        return quirks.contains(quirk);
    }
}
