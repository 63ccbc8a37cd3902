package dev.signalbox.usage;

import java.time.Duration;
import org.eclipse.microprofile.config.Config;

/**
 * The settings of the ledger.
 *
 * @param queue how many rows may wait for the writer
 * @param batch how many rows one transaction takes at most
 * @param startDelay how long a request runs before its row is written as started; a shorter one is written once, at its end
 * @param settleTimeout how long a failing database is tried again before a settlement is given up
 * @param lease how long a gateway may be silent before its running requests count as interrupted
 * @param retention how long rows are kept
 */
record UsageConfig(
        int queue, int batch, Duration startDelay, Duration settleTimeout, Duration lease, Duration retention) {

    static UsageConfig from(Config config) {
        return new UsageConfig(
                config.getOptionalValue("signalbox.usage.queue", Integer.class).orElse(16_384),
                config.getOptionalValue("signalbox.usage.batch", Integer.class).orElse(512),
                duration(config, "signalbox.usage.start-delay", Duration.ofMillis(50)),
                duration(config, "signalbox.usage.settle-timeout", Duration.ofSeconds(10)),
                duration(config, "signalbox.usage.lease", Duration.ofSeconds(30)),
                duration(config, "signalbox.usage.retention", Duration.ofDays(90)));
    }

    private static Duration duration(Config config, String key, Duration fallback) {
        return config.getOptionalValue(key, Duration.class).orElse(fallback);
    }
}
