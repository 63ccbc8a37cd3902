package dev.signalbox.quota;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How asking a vendor for an account's quota went the last time.
 *
 * @param failures how often in a row it said nothing
 * @param failure why it said nothing; null when it answered
 * @param nextAt before when it is not asked again, unless somebody looks on
 */
public record VendorReport(
        Instant askedAt, int failures, @Nullable String failure, Instant nextAt) {}
