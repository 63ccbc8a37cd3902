package dev.signalbox.routing;

import dev.signalbox.chat.Failure;
import java.time.Instant;

/**
 * For how long a candidate is left alone.
 *
 * @param stated whether the provider named the time
 * @param failures how many times in a row it failed
 */
public record Rest(Instant until, boolean stated, Failure.Kind why, int failures) {}
