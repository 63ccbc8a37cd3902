package dev.signalbox.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.usage.TokenSums;
import dev.signalbox.usage.UsageTotals;
import org.junit.jupiter.api.Test;

class FormatsTest {
    private static final TokenSums SOME = new TokenSums(10, 20, 0, 0, 0, 0);

    private final Formats formats = new Formats();

    @Test
    void writesMoneyAsFarAsItMatters() {
        assertThat(formats.cost(0)).isEqualTo("$0");
        assertThat(formats.cost(1_234_567_890)).isEqualTo("$1.23");
        assertThat(formats.cost(120_000)).isEqualTo("$0.00012");
    }

    @Test
    void calledFreeOnlyWhatIsKnownToBe() {
        assertThat(formats.spent(new UsageTotals(3, 0, 0, 0, SOME, 0))).isEqualTo("$0");
        assertThat(formats.spent(new UsageTotals(3, 0, 0, 3, SOME, 0))).isNull();
        assertThat(formats.spent(new UsageTotals(3, 0, 0, 2, SOME, 5_000_000_000L)))
                .isEqualTo("$5.00");
        assertThat(formats.spent(UsageTotals.NONE)).isEqualTo("$0");
    }
}
