package dev.signalbox.wire.anthropic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.chat.ChatRequest;
import dev.signalbox.chat.Effort;
import dev.signalbox.chat.ModelProfile;
import dev.signalbox.chat.Protocol;
import dev.signalbox.chat.Quirk;
import dev.signalbox.chat.Reasoning;
import dev.signalbox.chat.Reasoning.Visibility;
import dev.signalbox.wire.Losses;
import dev.signalbox.wire.Losses.Field;
import dev.signalbox.wire.ReasoningFit;
import org.jspecify.annotations.Nullable;

/** Writes {@code thinking} and {@code output_config.effort}. */
final class ThinkingWriter {
    private static final int SMALLEST_BUDGET = 1024;
    /** Room for the answer when the limit on output is ours to set. */
    private static final int ANSWER = 8192;

    private final ChatRequest request;
    private final ModelProfile target;
    private final Losses losses;

    ThinkingWriter(ChatRequest request, ModelProfile target, Losses losses) {
        this.request = request;
        this.target = target;
        this.losses = losses;
    }

    /**
     * Writes what the model is to think, and says whether it will.
     *
     * @param forced whether a tool must be called, which excludes thinking
     * @param unthoughtLoop whether a tool loop goes on whose call came without thinking, which excludes budgets
     */
    boolean writeTo(ObjectNode root, boolean forced, boolean unthoughtLoop) {
        var fit = ReasoningFit.fit(request, target, Protocol.ANTHROPIC_MESSAGES);
        if (fit == null) {
            losses.addIf(request.reasoning() != null, Field.REASONING);
            return false;
        }
        if (fit.disabled()) {
            root.putObject("thinking").put("type", "disabled");
            return false;
        }
        if (fit.effort() == null && fit.budget() == null && !fit.adaptive()) {
            return false;
        }
        if (effortOnly(fit)) {
            effort(root, fit.effort());
            return false;
        }
        if (forced) {
            losses.add(Field.REASONING);
            root.putObject("thinking").put("type", "disabled");
            return false;
        }
        return adaptive(fit) ? writeAdaptive(root, fit) : writeBudget(root, fit, unthoughtLoop);
    }

    private boolean sameOrigin() {
        return request.extras().origin() == Protocol.ANTHROPIC_MESSAGES;
    }

    /** The client named an effort and said nothing of thinking. */
    private boolean effortOnly(Reasoning fit) {
        return sameOrigin() && fit.budget() == null && !fit.adaptive();
    }

    private boolean adaptive(Reasoning fit) {
        var model = target.reasoning();
        boolean able = model == null ? fit.adaptive() : model.adaptive();
        return able && fit.budget() == null;
    }

    private boolean writeAdaptive(ObjectNode root, Reasoning fit) {
        var thinking = root.putObject("thinking").put("type", "adaptive");
        display(thinking, fit, true);
        effort(root, fit.effort());
        return true;
    }

    private void effort(ObjectNode root, @Nullable Effort effort) {
        if (effort == null) {
            return;
        }
        if (target.has(Quirk.NO_OUTPUT_CONFIG)) {
            losses.addIf(effort != Effort.AUTO, Field.REASONING);
            return;
        }
        var name = effort == Effort.AUTO ? Effort.HIGH.wireName() : effort.wireName();
        root.withObjectProperty("output_config").put("effort", name);
    }

    private boolean writeBudget(ObjectNode root, Reasoning fit, boolean unthoughtLoop) {
        int budget = budget(root, tokens(fit));
        if (budget < SMALLEST_BUDGET || (unthoughtLoop && !sameOrigin())) {
            losses.add(Field.REASONING);
            return false;
        }
        var thinking = root.putObject("thinking").put("type", "enabled").put("budget_tokens", budget);
        display(thinking, fit, false);
        if (sameOrigin()) {
            effort(root, fit.effort());
        }
        return true;
    }

    private int tokens(Reasoning fit) {
        var wanted = fit.asBudget();
        int tokens = wanted == null || wanted < 0 ? Effort.MEDIUM.budget() : wanted;
        var model = target.reasoning();
        var max = model == null ? null : model.maxBudget();
        return Math.max(max == null ? tokens : Math.min(tokens, max), SMALLEST_BUDGET);
    }

    /** Budget and answer share {@code max_tokens}: it grows where it is only our default, else the budget shrinks. */
    private int budget(ObjectNode root, int wanted) {
        int max = root.path("max_tokens").asInt();
        if (wanted < max - ANSWER || (sameOrigin() && wanted < max)) {
            return wanted;
        }
        if (request.limits().maxTokens() == null) {
            var limit = target.maxOutputTokens();
            max = limit == null ? wanted + ANSWER : Math.min(wanted + ANSWER, limit);
            root.put("max_tokens", max);
        }
        return Math.min(wanted, max - Math.min(ANSWER, max / 4));
    }

    private void display(ObjectNode thinking, Reasoning fit, boolean adaptive) {
        if (fit.visibility() == Visibility.HIDDEN && (adaptive || sameOrigin())) {
            thinking.put("display", "omitted");
        } else if (fit.visibility() == Visibility.SHOWN && adaptive) {
            thinking.put("display", "summarized");
        }
    }
}
