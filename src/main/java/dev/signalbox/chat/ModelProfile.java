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
 * @param assumed whether this is only what its name tells: a ground for conversions, none to refuse anything
 */
public record ModelProfile(
        String model,
        @Nullable ReasoningCapability reasoning,
        @Nullable Integer maxOutputTokens,
        Set<Quirk> quirks,
        boolean assumed) {
    public ModelProfile {
        quirks = Set.copyOf(quirks);
    }

    public ModelProfile(
            String model,
            @Nullable ReasoningCapability reasoning,
            @Nullable Integer maxOutputTokens,
            Set<Quirk> quirks) {
        this(model, reasoning, maxOutputTokens, quirks, false);
    }

    /** A model nothing is known about. */
    public static ModelProfile unknown(String model) {
        return new ModelProfile(model, null, null, Set.of());
    }

    /** A model at a server nobody declared, of which its name tells what it accepts about thinking. */
    public static ModelProfile assumed(String model, ReasoningCapability reasoning) {
        return new ModelProfile(model, reasoning, null, Set.of(), true);
    }

    public boolean has(Quirk quirk) {
        return quirks.contains(quirk);
    }
}
