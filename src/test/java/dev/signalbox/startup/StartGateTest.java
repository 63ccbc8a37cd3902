package dev.signalbox.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StartGateTest {
    private final List<String> told = new ArrayList<>();
    private final StartGate gate = new StartGate(
            new Operator() {
                @Override
                public void tell(String words) {
                    told.add(words);
                }
            },
            false);

    @Test
    void letsAStepPassInSilence() {
        var ran = new ArrayList<String>();

        gate.pass(() -> ran.add("step"));

        assertThat(ran).containsExactly("step");
        assertThat(told).isEmpty();
    }

    @Test
    void tellsTheOperatorTheSentenceAndKeepsTheApplicationDown() {
        assertThatThrownBy(() -> gate.pass(() -> {
                    throw new StartRefused("The moon is full. Wait a day.");
                }))
                .isInstanceOf(StartRefused.class);

        assertThat(told).hasSize(1);
        assertThat(told.getFirst().strip()).isEqualTo("Signalbox does not start: The moon is full. Wait a day.");
    }
}
