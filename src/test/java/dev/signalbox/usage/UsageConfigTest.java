package dev.signalbox.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.startup.Settings;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class UsageConfigTest {
    @Test
    void hasDefaultsForEverything() {
        assertThat(UsageConfig.from(Settings.of()))
                .isEqualTo(new UsageConfig(
                        16_384,
                        512,
                        Duration.ofMillis(50),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(30),
                        Duration.ofDays(90)));
    }
}
