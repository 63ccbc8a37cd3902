package dev.signalbox.startup;

import java.time.Instant;

/** Fired every few seconds, for work that is due now and then; observe it with {@code @ObservesAsync}. */
public record Beat(Instant at) {}
