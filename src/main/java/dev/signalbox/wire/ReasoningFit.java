package dev.signalbox.wire;

import dev.signalbox.chat.ChatException;
import dev.signalbox.chat.ChatRequest;
import dev.signalbox.chat.Effort;
import dev.signalbox.chat.ModelProfile;
import dev.signalbox.chat.Protocol;
import dev.signalbox.chat.Quirk;
import dev.signalbox.chat.Reasoning;
import dev.signalbox.chat.ReasoningCapability;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Fits what a client asked about thinking to what a model accepts. The result holds a level that the model lists or a budget
 * in its range (0 for off, -1 for the model's choice), both only where client and model are of one family and the model takes
 * both; null means that nothing about thinking is to be sent. What
 * the client asked to see of the thoughts stays as it was.
 */
public final class ReasoningFit {
    private final Reasoning wish;
    private final ReasoningCapability model;

    private ReasoningFit(Reasoning wish, ReasoningCapability model) {
        this.wish = wish;
        this.model = model;
    }

    /**
     * Fits a request's wish for a target in protocol {@code to}. A value that the client gave in the target's own terms and
     * that the model does not accept is refused, or left to the provider to judge where only its name tells what it accepts;
     * whatever had to be converted is moved to the nearest accepted value.
     *
     * @throws ChatException with the client's field when the request is of the target's own protocol family and out of range
     */
    public static @Nullable Reasoning fit(ChatRequest request, ModelProfile target, Protocol to) {
        var wish = request.reasoning();
        var model = target.reasoning();
        if (wish == null || without(target)) {
            return null;
        }
        if (model == null) {
            return wish;
        }
        boolean sameFamily = family(request.extras().origin()) == family(to);
        if (sameFamily && target.assumed() && !wish.disabled()) {
            return wish;
        }
        if (sameFamily && !target.assumed()) {
            refuseOutOfRange(wish, model, request.extras().origin());
        }
        return new ReasoningFit(wish, model).fitted(sameFamily);
    }

    /** Fits without ever refusing: for a level given with the model's name. Null when the model has no thinking. */
    public static @Nullable Reasoning clamp(Reasoning wish, ModelProfile target, Protocol to) {
        if (without(target)) {
            return null;
        }
        var model = target.reasoning();
        var fit = model == null ? wish : new ReasoningFit(wish, model).fitted(false);
        return to == Protocol.ANTHROPIC_MESSAGES ? turnedOn(fit, model) : fit;
    }

    /** To Anthropic an effort alone does not turn thinking on: adaptive thinking goes with it, or a budget in its place. */
    private static Reasoning turnedOn(Reasoning fit, @Nullable ReasoningCapability model) {
        var effort = fit.effort();
        if (effort == null || fit.disabled() || fit.budget() != null) {
            return fit;
        }
        if (effort == Effort.AUTO || (model != null && model.adaptive())) {
            return new Reasoning(effort, null, true, fit.visibility(), fit.summary());
        }
        return new Reasoning(null, effort.budget(), false, fit.visibility(), fit.summary());
    }

    private static boolean without(ModelProfile target) {
        var model = target.reasoning();
        return target.has(Quirk.NO_REASONING) || (model != null && !model.adjustable() && !model.switchable());
    }

    private static Protocol family(Protocol protocol) {
        return protocol == Protocol.OPENAI_RESPONSES ? Protocol.OPENAI_CHAT : protocol;
    }

    private Reasoning fitted(boolean sameFamily) {
        if (model.switchable()) {
            return switched();
        }
        if (wish.disabled()) {
            return off();
        }
        if (wish.effort() == Effort.AUTO || (wish.effort() == null && wish.budget() != null && wish.budget() < 0)) {
            return dynamic();
        }
        var effort = wish.effort();
        if (effort == null && wish.budget() == null) {
            if (sameFamily || !wish.adaptive()) {
                return wish;
            }
            effort = Effort.HIGH; // what Anthropic's adaptive thinking means when no effort is given
        }
        if (sameFamily && effort != null && wish.budget() != null && takesLevels() && takesBudgets()) {
            return wish;
        }
        boolean asLevel = takesLevels() && (!takesBudgets() || effort != null || (model.adaptive() && !sameFamily));
        if (asLevel) {
            return level(nearest(effort == null ? Effort.ofBudget(orZero(wish.budget())) : effort));
        }
        return budget(inRange(effort != null && wish.budget() == null ? effort.budget() : orZero(wish.budget())));
    }

    /** Any amount is thinking, and none is none; what is to be seen of it stays as it was asked for. */
    private Reasoning switched() {
        if (wish.disabled()) {
            return level(Effort.NONE);
        }
        boolean amount = wish.effort() != null || wish.budget() != null || wish.adaptive();
        return amount ? level(Effort.AUTO) : wish;
    }

    private Reasoning off() {
        if (model.zeroAllowed()) {
            return takesBudgets() && !takesLevels() ? budget(0) : level(Effort.NONE);
        }
        if (takesLevels()) {
            return level(lowest());
        }
        return budget(min());
    }

    private Reasoning dynamic() {
        if (model.dynamicAllowed()) {
            return takesBudgets() ? budget(-1) : level(Effort.AUTO);
        }
        if (model.adaptive() && takesLevels()) {
            return level(nearest(Effort.HIGH));
        }
        return takesLevels() ? level(nearest(Effort.MEDIUM)) : budget((int) (((long) min() + max()) / 2));
    }

    /** The accepted level closest to this one, the lower of two equally close; extra high and maximum stand in for each other. */
    private Effort nearest(Effort effort) {
        var levels = amounts();
        if (levels.isEmpty() || levels.contains(effort)) {
            return effort;
        }
        if (effort == Effort.XHIGH && levels.contains(Effort.MAX)) {
            return Effort.MAX;
        }
        return levels.stream()
                .min(Comparator.comparingInt((Effort l) -> Math.abs(rank(l) - rank(effort)))
                        .thenComparing(Comparator.naturalOrder()))
                .orElse(effort);
    }

    private static int rank(Effort effort) {
        return List.of(Effort.values()).indexOf(effort);
    }

    private Effort lowest() {
        return amounts().stream().min(Comparator.naturalOrder()).orElse(Effort.LOW);
    }

    private List<Effort> amounts() {
        return model.levels().stream()
                .filter(l -> l != Effort.NONE && l != Effort.AUTO)
                .toList();
    }

    private int inRange(int tokens) {
        return Math.clamp(tokens, min(), max());
    }

    private int min() {
        return orZero(model.minBudget());
    }

    private int max() {
        var max = model.maxBudget();
        return max == null ? Integer.MAX_VALUE : Math.max(max, min());
    }

    private static int orZero(@Nullable Integer value) {
        return value == null ? 0 : value;
    }

    private boolean takesLevels() {
        return !model.levels().isEmpty();
    }

    private boolean takesBudgets() {
        return model.minBudget() != null || model.maxBudget() != null;
    }

    private Reasoning level(Effort effort) {
        return new Reasoning(effort, null, wish.adaptive(), wish.visibility(), wish.summary());
    }

    private Reasoning budget(int tokens) {
        return new Reasoning(null, tokens, wish.adaptive(), wish.visibility(), wish.summary());
    }

    private static void refuseOutOfRange(Reasoning wish, ReasoningCapability model, Protocol origin) {
        var effort = wish.effort();
        var fit = new ReasoningFit(wish, model);
        if (effort != null
                && effort != Effort.NONE
                && effort != Effort.AUTO
                && fit.takesLevels()
                && !model.levels().contains(effort)) {
            throw Fields.wrong(
                    effortField(origin),
                    "this model accepts "
                            + String.join(
                                    ", ",
                                    model.levels().stream()
                                            .map(Effort::wireName)
                                            .toList()) + ", not " + effort.wireName());
        }
        var tokens = wish.budget();
        if (tokens != null && tokens > 0 && fit.takesBudgets() && fit.inRange(tokens) != tokens) {
            throw Fields.wrong(
                    budgetField(origin),
                    "this model accepts " + fit.min() + " to " + fit.max() + " tokens, not " + tokens);
        }
    }

    private static String effortField(Protocol origin) {
        return switch (origin) {
            case OPENAI_CHAT -> "reasoning_effort";
            case OPENAI_RESPONSES -> "reasoning.effort";
            case ANTHROPIC_MESSAGES -> "output_config.effort";
            case GEMINI -> "generationConfig.thinkingConfig.thinkingLevel";
            case OLLAMA -> "think";
        };
    }

    private static String budgetField(Protocol origin) {
        return switch (origin) {
            case ANTHROPIC_MESSAGES -> "thinking.budget_tokens";
            case GEMINI -> "generationConfig.thinkingConfig.thinkingBudget";
            case OPENAI_CHAT, OPENAI_RESPONSES, OLLAMA -> effortField(origin);
        };
    }
}
