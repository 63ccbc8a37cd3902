package dev.signalbox.wire.anthropic;

import dev.signalbox.chat.Effort;
import dev.signalbox.chat.Reasoning;
import dev.signalbox.chat.Reasoning.Visibility;
import dev.signalbox.wire.Fields;
import org.jspecify.annotations.Nullable;

/** Reads {@code thinking} and {@code output_config.effort}, which together say how much to think and what to show. */
final class ThinkingReader {
    private static final int SMALLEST_BUDGET = 1024;

    private ThinkingReader() {}

    static @Nullable Reasoning read(Fields body) {
        var effort = effort(body);
        var thinking = body.object("thinking");
        if (thinking == null) {
            return effort == null ? null : Reasoning.of(effort);
        }
        return switch (thinking.requiredString("type")) {
            case "disabled" -> Reasoning.of(Effort.NONE);
            case "adaptive", "auto", "between_tools" ->
                new Reasoning(effort, null, true, display(thinking, Visibility.UNSPECIFIED), null);
            case "enabled" -> new Reasoning(effort, budget(thinking), false, display(thinking, Visibility.SHOWN), null);
            default -> throw Fields.wrong(thinking.at("type"), "must be enabled, adaptive, between_tools or disabled");
        };
    }

    /** An instruction in the middle of the conversation may ask for another effort from there on. */
    private static @Nullable Effort effort(Fields body) {
        var name = effortOf(body);
        for (var turn : body.objects("messages")) {
            var later = "system".equals(turn.string("role")) ? effortOf(turn) : null;
            name = later == null ? name : later;
        }
        if (name == null) {
            return null;
        }
        return Effort.of(name)
                .orElseThrow(() -> Fields.wrong("output_config.effort", "must be low, medium, high, xhigh or max"));
    }

    private static @Nullable String effortOf(Fields holder) {
        var config = holder.object("output_config");
        return config == null ? null : config.string("effort");
    }

    private static int budget(Fields thinking) {
        var tokens = thinking.integer("budget_tokens");
        if (tokens == null) {
            throw Fields.wrong(thinking.at("budget_tokens"), "is required");
        }
        if (tokens < SMALLEST_BUDGET) {
            throw Fields.wrong(thinking.at("budget_tokens"), "must be at least " + SMALLEST_BUDGET);
        }
        return tokens;
    }

    /** A budget given by hand has always shown the thoughts; with adaptive thinking it depends on the model. */
    private static Visibility display(Fields thinking, Visibility unsaid) {
        var display = thinking.string("display");
        if (display == null) {
            return unsaid;
        }
        return switch (display) {
            case "summarized", "updates" -> Visibility.SHOWN;
            case "omitted" -> Visibility.HIDDEN;
            default -> throw Fields.wrong(thinking.at("display"), "must be summarized, omitted or updates");
        };
    }
}
