package dev.signalbox.chat;

import org.jspecify.annotations.Nullable;

/**
 * What the client asked about thinking: how much and, apart from that, how much of it to see.
 *
 * @param effort the level, null when not given
 * @param budget thinking tokens, null when not given as tokens
 * @param adaptive Anthropic's {@code thinking.type=adaptive}: the model decides, guided by {@code effort}
 * @param visibility whether thoughts should be returned
 * @param summary the style of summary asked for (Responses: auto, concise, detailed), null when not given
 */
public record Reasoning(
        @Nullable Effort effort,
        @Nullable Integer budget,
        boolean adaptive,
        Visibility visibility,
        @Nullable String summary) {

    /** Whether thoughts are returned to the client. */
    public enum Visibility {
        UNSPECIFIED,
        SHOWN,
        HIDDEN
    }

    public static Reasoning of(Effort effort) {
        return new Reasoning(effort, null, false, Visibility.UNSPECIFIED, null);
    }

    public static Reasoning ofBudget(int tokens) {
        return new Reasoning(null, tokens, false, Visibility.UNSPECIFIED, null);
    }

    /** The same amount, with what another wish says about seeing the thoughts. */
    public Reasoning shownAs(@Nullable Reasoning other) {
        return other == null || disabled()
                ? this
                : new Reasoning(effort, budget, adaptive, other.visibility, other.summary);
    }

    public boolean disabled() {
        return effort == Effort.NONE || (budget != null && budget == 0);
    }

    /** The amount as a level, converted from the budget where only that was given; null when no amount was given. */
    public @Nullable Effort asEffort() {
        if (effort != null) {
            return effort;
        }
        return budget == null ? null : Effort.ofBudget(budget);
    }

    /** The amount as tokens, -1 for auto, converted from the level where only that was given; null when none was given. */
    public @Nullable Integer asBudget() {
        if (budget != null) {
            return budget;
        }
        return effort == null ? null : Integer.valueOf(effort.budget());
    }
}
