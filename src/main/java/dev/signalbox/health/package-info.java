/**
 * How the gateway is: the probes of MicroProfile Health at {@code /health}, and the orderly end when the process is told to
 * stop. What an orchestrator may conclude from each probe is in {@code docs/operations.md}.
 */
@NullMarked
package dev.signalbox.health;

import org.jspecify.annotations.NullMarked;
