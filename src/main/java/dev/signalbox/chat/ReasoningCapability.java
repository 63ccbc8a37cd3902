package dev.signalbox.chat;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What amounts of thinking a model accepts.
 *
 * @param levels the efforts it takes by name, empty when it takes budgets only
 * @param minBudget smallest budget in tokens, null when it takes levels only
 * @param maxBudget largest budget in tokens
 * @param zeroAllowed whether thinking can be turned off
 * @param dynamicAllowed whether the model may be left to decide (budget -1, level auto)
 * @param adaptive Anthropic's adaptive thinking: effort instead of a budget
 */
public record ReasoningCapability(
        List<Effort> levels,
        @Nullable Integer minBudget,
        @Nullable Integer maxBudget,
        boolean zeroAllowed,
        boolean dynamicAllowed,
        boolean adaptive) {
    public ReasoningCapability {
        levels = List.copyOf(levels);
    }

    /** Whether thinking can be switched on and off though there is no amount of it. */
    public boolean switchable() {
        return !adjustable() && (zeroAllowed || dynamicAllowed);
    }

    /** Whether the model accepts any amount at all, or thinks as it was built to. */
    public boolean adjustable() {
        return !levels.isEmpty() || minBudget != null || maxBudget != null;
    }
}
