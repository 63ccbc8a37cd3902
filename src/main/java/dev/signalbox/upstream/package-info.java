/**
 * Calling a provider: one call, one reply, what may go wrong on the way. MicroProfile REST clients, one per protocol, carry
 * the calls; MicroProfile Fault Tolerance bounds them.
 */
@NullMarked
package dev.signalbox.upstream;

import org.jspecify.annotations.NullMarked;
