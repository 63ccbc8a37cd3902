package dev.signalbox.capture;

import java.nio.file.Path;
import java.time.Duration;
import org.eclipse.microprofile.config.Config;

/**
 * The settings of the capture of bodies.
 *
 * @param folder where the sealed files are
 * @param maxBody bytes of one body that are kept at most
 * @param maxBytes bytes of all files; the oldest go first
 */
record CaptureConfig(boolean enabled, Path folder, int maxBody, long maxBytes, Duration retention) {
    static CaptureConfig from(Config config) {
        return new CaptureConfig(
                config.getOptionalValue("signalbox.request-logs.enabled", Boolean.class)
                        .orElse(false),
                Path.of(config.getValue("signalbox.data-dir", String.class)).resolve("request-logs"),
                config.getOptionalValue("signalbox.request-logs.max-body", Integer.class)
                        .orElse(1 << 20),
                config.getOptionalValue("signalbox.request-logs.max-bytes", Long.class)
                        .orElse(1L << 28),
                config.getOptionalValue("signalbox.request-logs.retention", Duration.class)
                        .orElse(Duration.ofDays(7)));
    }
}
