package dev.signalbox.wire.gemini;

import dev.signalbox.chat.ModelProfile;
import dev.signalbox.chat.Quirk;
import java.util.Locale;

/** What a model's name tells where the catalogue knows nothing. */
final class GeminiModels {
    private GeminiModels() {}

    static boolean isThird(ModelProfile target) {
        return target.model().toLowerCase(Locale.ROOT).contains("gemini-3");
    }

    /** Whether it comes before Gemini 2.5. */
    static boolean isEarly(ModelProfile target) {
        var name = target.model().toLowerCase(Locale.ROOT);
        return name.contains("gemini-1") || name.contains("gemini-2.0");
    }

    static boolean wantsSignatures(ModelProfile target) {
        return target.has(Quirk.GEMINI_THOUGHT_SIGNATURES) || isThird(target);
    }

    /** Whether an effort is told as a level; the models before Gemini 3 take budgets only. */
    static boolean takesLevels(ModelProfile target) {
        var known = target.reasoning();
        if (known != null) {
            return !known.levels().isEmpty();
        }
        return !target.model().toLowerCase(Locale.ROOT).contains("gemini-2");
    }
}
