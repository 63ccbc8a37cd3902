/**
 * From the model a client names to the candidates that may answer, in the order they are tried: aliases, combos, accounts,
 * cooldowns. Works on immutable snapshots; no database is read while a request waits.
 */
@NullMarked
package dev.signalbox.routing;

import org.jspecify.annotations.NullMarked;
