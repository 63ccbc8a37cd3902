/**
 * Providers on the loopback address, one per protocol, as strict as the real ones: what a real API refuses is refused here with
 * its own words and error shape. What they answer, and how they fail, is told by the model's name, see {@link
 * dev.signalbox.emulator.Behaviour}.
 */
@NullMarked
package dev.signalbox.emulator;

import org.jspecify.annotations.NullMarked;
