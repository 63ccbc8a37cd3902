package dev.signalbox.wire.openai;

import dev.signalbox.chat.Effort;
import dev.signalbox.chat.Reasoning;
import dev.signalbox.chat.Reasoning.Visibility;
import dev.signalbox.wire.Fields;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a Chat request says about thinking: OpenAI's {@code reasoning_effort}, OpenRouter's {@code reasoning} object, the
 * {@code thinking} object of GLM, DeepSeek and Kimi, Qwen's {@code enable_thinking}, and Google's {@code extra_body}.
 */
final class ReasoningReader {
    private final Fields body;
    private @Nullable Effort effort;
    private @Nullable Integer budget;
    private Visibility visibility = Visibility.UNSPECIFIED;

    private ReasoningReader(Fields body) {
        this.body = body;
    }

    static @Nullable Reasoning read(Fields body) {
        return new ReasoningReader(body).read();
    }

    private @Nullable Reasoning read() {
        switches();
        openRouter();
        effort(body, "reasoning_effort");
        if (effort != null && effort != Effort.NONE && visibility == Visibility.UNSPECIFIED) {
            visibility = Visibility.SHOWN;
        }
        google();
        if (effort == null && budget == null && visibility == Visibility.UNSPECIFIED) {
            return null;
        }
        return new Reasoning(effort, budget, false, visibility, null);
    }

    private void switches() {
        var thinking = body.object("thinking");
        var type = thinking == null ? null : thinking.string("type");
        var enabled = body.bool("enable_thinking");
        if ("disabled".equals(type) || Boolean.FALSE.equals(enabled)) {
            effort = Effort.NONE;
        } else if (type != null || enabled != null) {
            effort = Effort.AUTO;
        }
        budget(thinking == null ? null : thinking.integer("budget_tokens"));
        budget(body.integer("thinking_budget"));
    }

    private void openRouter() {
        var reasoning = body.object("reasoning");
        if (reasoning == null) {
            show(body.bool("include_reasoning"));
            return;
        }
        if (Boolean.FALSE.equals(reasoning.bool("enabled"))) {
            effort = Effort.NONE;
        }
        effort(reasoning, "effort");
        budget(reasoning.integer("max_tokens"));
        var exclude = reasoning.bool("exclude");
        show(exclude == null ? body.bool("include_reasoning") : Boolean.valueOf(!exclude));
    }

    /** Google's own compatible endpoint takes its native configuration here, and it outranks everything else. */
    private void google() {
        var extra = body.object("extra_body");
        var google = extra == null ? null : extra.object("google");
        var config = google == null ? null : google.object("thinking_config");
        if (config != null) {
            effort(config, "thinking_level");
            budget(config.integer("thinking_budget"));
            show(config.bool("include_thoughts"));
        }
    }

    private void effort(Fields from, String name) {
        var given = from.string(name);
        if (given == null) {
            return;
        }
        effort = Effort.of(given.toLowerCase(Locale.ROOT))
                .orElseThrow(() -> Fields.wrong(
                        from.at(name),
                        "must be one of "
                                + Arrays.stream(Effort.values())
                                        .map(Effort::wireName)
                                        .collect(Collectors.joining(", "))));
    }

    private void budget(@Nullable Integer tokens) {
        if (tokens != null) {
            budget = tokens;
            effort = null;
        }
    }

    private void show(@Nullable Boolean shown) {
        if (shown != null) {
            visibility = shown ? Visibility.SHOWN : Visibility.HIDDEN;
        }
    }
}
