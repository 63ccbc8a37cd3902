package dev.signalbox.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.startup.Settings;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BudgetTest {
    @Test
    void aSingleCallHasItsPolicysTimeByDefault() {
        var budget = new Budget(Settings.of());

        assertThat(budget.of(true)).isEqualTo(new Budget.Limits(Duration.ofMinutes(4), Duration.ofMinutes(2)));
        assertThat(budget.of(false)).isEqualTo(new Budget.Limits(Duration.ofMinutes(10), Duration.ofMinutes(10)));
    }

    @Test
    void isSetByConfiguration() {
        var budget = new Budget(Settings.of(
                "signalbox.relay.first-event-budget",
                "PT30S",
                "signalbox.relay.document-budget",
                "PT1M",
                "dev.signalbox.upstream.CallPolicies/firstEvent/Timeout/value",
                "20"));

        assertThat(budget.of(true)).isEqualTo(new Budget.Limits(Duration.ofSeconds(30), Duration.ofSeconds(20)));
        assertThat(budget.of(false)).isEqualTo(new Budget.Limits(Duration.ofMinutes(1), Duration.ofMinutes(10)));
    }
}
