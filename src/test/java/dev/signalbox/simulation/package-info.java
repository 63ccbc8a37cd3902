/**
 * Days of use in moments: the scheduler with its real cooldowns, quota and sessions on a clock that the simulation moves,
 * measured against the best plan that anybody could have made who knew the future. {@code ./signalbox bench --simulate} prints
 * what the tests hold it to.
 */
@NullMarked
package dev.signalbox.simulation;

import org.jspecify.annotations.NullMarked;
