package dev.signalbox.routing;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that a plan depends on: the same situation always makes the same plan.
 *
 * @param reserve the share of every window that is kept for when nothing else is left, from 0 to 1
 * @param turn counts the plans for this name, for strategies that take turns
 * @param warm where the conversation's prompt is cached; null when it is nowhere
 * @param prospects in the order of configuration
 */
public record Situation(
        Instant now, double reserve, long turn, @Nullable Warmth warm, List<Prospect> prospects) {
    public Situation {
        prospects = List.copyOf(prospects);
    }
}
