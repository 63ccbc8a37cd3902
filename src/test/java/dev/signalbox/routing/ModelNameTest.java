package dev.signalbox.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.chat.Effort;
import dev.signalbox.chat.Reasoning;
import org.junit.jupiter.api.Test;

class ModelNameTest {

    @Test
    void readsAnEffort() {
        assertThat(ModelName.withSuffix("glm/glm-4.7(HIGH)"))
                .contains(new ModelName("glm/glm-4.7", Reasoning.of(Effort.HIGH)));
    }

    @Test
    void readsABudget() {
        assertThat(ModelName.withSuffix("m(08192)")).contains(new ModelName("m", Reasoning.ofBudget(8192)));
    }

    @Test
    void zeroTurnsThinkingOff() {
        assertThat(ModelName.withSuffix("m(0)")).contains(new ModelName("m", Reasoning.of(Effort.NONE)));
    }

    @Test
    void takesAnUnknownSuffixOffAndAsksForNothing() {
        assertThat(ModelName.withSuffix("m(beta)")).contains(new ModelName("m", null));
    }

    @Test
    void leavesNamesWithoutSuffixAlone() {
        assertThat(ModelName.withSuffix("claude-thinking")).isEmpty();
        assertThat(ModelName.withSuffix("(high)")).isEmpty();
        assertThat(ModelName.withSuffix("m(high) ")).isEmpty();
    }
}
