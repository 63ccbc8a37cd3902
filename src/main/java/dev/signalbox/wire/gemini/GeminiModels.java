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
