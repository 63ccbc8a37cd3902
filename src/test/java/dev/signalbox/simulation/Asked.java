package dev.signalbox.simulation;

import java.time.Instant;

/**
 * A request of a trace.
 *
 * @param session which conversation it belongs to
 * @param tokens prompt and answer together
 */
record Asked(Instant at, String session, String model, long tokens) {}
