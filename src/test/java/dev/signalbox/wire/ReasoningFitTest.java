package dev.signalbox.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.chat.ChatException;
import dev.signalbox.chat.ChatRequest;
import dev.signalbox.chat.Effort;
import dev.signalbox.chat.ModelProfile;
import dev.signalbox.chat.Protocol;
import dev.signalbox.chat.Quirk;
import dev.signalbox.chat.Reasoning;
import dev.signalbox.chat.ReasoningCapability;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReasoningFitTest {
    private static final ReasoningCapability BUDGETS =
            new ReasoningCapability(List.of(), 1024, 128000, true, false, false);
    private static final ReasoningCapability LEVELS = new ReasoningCapability(
            List.of(Effort.MINIMAL, Effort.LOW, Effort.MEDIUM, Effort.HIGH), null, null, false, false, false);
    private static final ReasoningCapability ADAPTIVE = new ReasoningCapability(
            List.of(Effort.LOW, Effort.MEDIUM, Effort.HIGH, Effort.MAX), 1024, 128000, true, false, true);
    private static final ReasoningCapability HYBRID =
            new ReasoningCapability(List.of(Effort.LOW, Effort.HIGH), 128, 32768, false, true, false);

    @ParameterizedTest
    @CsvSource({"minimal, 1024", "medium, 8192", "high, 24576", "xhigh, 32768", "max, 128000", "auto, 64512", "none, 0"
    })
    void turnsLevelsIntoBudgetsWhereOnlyBudgetsAreTaken(String level, int tokens) {
        var fitted = clamp(Reasoning.of(Effort.of(level).orElseThrow()), BUDGETS);

        assertThat(fitted.budget()).isEqualTo(tokens);
        assertThat(fitted.effort()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"1, minimal", "1024, low", "8192, medium", "8193, high", "64000, high", "0, minimal", "-1, medium"})
    void turnsBudgetsIntoLevelsWhereOnlyLevelsAreTaken(int tokens, String level) {
        var fitted = clamp(Reasoning.ofBudget(tokens), LEVELS);

        assertThat(fitted.effort()).isEqualTo(Effort.of(level).orElseThrow());
        assertThat(fitted.budget()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"minimal, low", "xhigh, max", "auto, high", "none, none"})
    void movesToTheNearestLevelOfAnAdaptiveModel(String asked, String level) {
        assertThat(clamp(Reasoning.of(Effort.of(asked).orElseThrow()), ADAPTIVE).effort())
                .isEqualTo(Effort.of(level).orElseThrow());
    }

    @Test
    void prefersTheLowerOfTwoEquallyCloseLevels() {
        assertThat(clamp(Reasoning.of(Effort.MEDIUM), HYBRID).effort()).isEqualTo(Effort.LOW);
    }

    @Test
    void keepsTheClientsFormWhereBothAreTaken() {
        assertThat(clamp(Reasoning.ofBudget(8192), HYBRID).budget()).isEqualTo(8192);
        assertThat(clamp(Reasoning.of(Effort.HIGH), HYBRID).effort()).isEqualTo(Effort.HIGH);
        assertThat(clamp(Reasoning.ofBudget(-1), HYBRID).budget()).isEqualTo(-1);
        assertThat(clamp(Reasoning.ofBudget(99999), HYBRID).budget()).isEqualTo(32768);
    }

    @Test
    void leavesNothingForAModelThatDoesNotThink() {
        var none = new ReasoningCapability(List.of(), null, null, false, false, false);

        assertThat(ReasoningFit.clamp(Reasoning.of(Effort.HIGH), profile(none, Set.of()), Protocol.OPENAI_CHAT))
                .isNull();
        assertThat(ReasoningFit.clamp(
                        Reasoning.of(Effort.HIGH), profile(LEVELS, Set.of(Quirk.NO_REASONING)), Protocol.OPENAI_CHAT))
                .isNull();
    }

    @Test
    void leavesTheWishAloneWhenTheModelIsUnknown() {
        var wish = new Reasoning(Effort.MINIMAL, 77, true, Reasoning.Visibility.SHOWN, "auto");

        assertThat(ReasoningFit.clamp(wish, ModelProfile.unknown("m"), Protocol.OPENAI_CHAT))
                .isEqualTo(wish);
    }

    @Test
    void leavesAVendorsOwnWordsToTheServerWhereOnlyTheNameTellsWhatTheModelTakes() {
        var assumed = ModelProfile.assumed("m", LEVELS);
        var beyond = request(Protocol.OPENAI_RESPONSES, Reasoning.of(Effort.XHIGH));
        var none = request(Protocol.OPENAI_RESPONSES, Reasoning.of(Effort.NONE));
        var foreign = request(Protocol.ANTHROPIC_MESSAGES, Reasoning.of(Effort.XHIGH));

        assertThat(present(ReasoningFit.fit(beyond, assumed, Protocol.OPENAI_CHAT))
                        .effort())
                .isEqualTo(Effort.XHIGH);
        assertThat(present(ReasoningFit.fit(none, assumed, Protocol.OPENAI_CHAT))
                        .effort())
                .isEqualTo(Effort.MINIMAL);
        assertThat(present(ReasoningFit.fit(foreign, assumed, Protocol.OPENAI_CHAT))
                        .effort())
                .isEqualTo(Effort.HIGH);
    }

    @Test
    void refusesAValueOutOfRangeOnlyWithinTheFamily() {
        var tooMuch = request(Protocol.ANTHROPIC_MESSAGES, Reasoning.ofBudget(200000));

        assertThatThrownBy(() -> ReasoningFit.fit(tooMuch, profile(BUDGETS, Set.of()), Protocol.ANTHROPIC_MESSAGES))
                .isInstanceOfSatisfying(ChatException.class, e -> {
                    assertThat(e.failure().status()).isEqualTo(400);
                    assertThat(e.failure().param()).isEqualTo("thinking.budget_tokens");
                });
        assertThat(fit(request(Protocol.GEMINI, Reasoning.ofBudget(200000)), BUDGETS)
                        .budget())
                .isEqualTo(128000);
    }

    @Test
    void countsChatAndResponsesAsOneFamily() {
        var wish = request(Protocol.OPENAI_RESPONSES, Reasoning.of(Effort.XHIGH));

        assertThatThrownBy(() -> ReasoningFit.fit(wish, profile(LEVELS, Set.of()), Protocol.OPENAI_CHAT))
                .isInstanceOfSatisfying(
                        ChatException.class,
                        e -> assertThat(e.failure().param()).isEqualTo("reasoning.effort"));
    }

    @Test
    void takesAdaptiveThinkingWithoutEffortForHighElsewhere() {
        var adaptive = new Reasoning(null, null, true, Reasoning.Visibility.UNSPECIFIED, null);
        var gemini = new ReasoningCapability(List.of(), 128, 20000, false, true, false);

        assertThat(clamp(adaptive, gemini).budget()).isEqualTo(20000);
        assertThat(fit(request(Protocol.ANTHROPIC_MESSAGES, adaptive), ADAPTIVE))
                .isEqualTo(adaptive);
    }

    @Test
    void convertsAForeignBudgetIntoTheEffortOfAnAdaptiveModel() {
        assertThat(fit(request(Protocol.GEMINI, Reasoning.ofBudget(32768)), ADAPTIVE)
                        .effort())
                .isEqualTo(Effort.MAX);
        assertThat(fit(request(Protocol.ANTHROPIC_MESSAGES, Reasoning.ofBudget(32768)), ADAPTIVE)
                        .budget())
                .isEqualTo(32768);
    }

    private static Reasoning clamp(Reasoning wish, ReasoningCapability model) {
        return present(ReasoningFit.clamp(wish, profile(model, Set.of()), Protocol.OPENAI_CHAT));
    }

    private static Reasoning fit(ChatRequest request, ReasoningCapability model) {
        return present(ReasoningFit.fit(request, profile(model, Set.of()), Protocol.ANTHROPIC_MESSAGES));
    }

    private static Reasoning present(@Nullable Reasoning reasoning) {
        assertThat(reasoning).isNotNull();
        return Objects.requireNonNull(reasoning);
    }

    private static ModelProfile profile(ReasoningCapability model, Set<Quirk> quirks) {
        return new ModelProfile("m", model, null, quirks);
    }

    private static ChatRequest request(Protocol origin, Reasoning wish) {
        return ChatRequest.of(origin, "m", List.of()).withReasoning(wish);
    }
}
