/**
 * The Kiro dialect: its conversation format is {@code wire.kiro}'s; here are its address, its profile and the framing of AWS.
 */
@NullMarked
package dev.signalbox.upstream.kiro;

import org.jspecify.annotations.NullMarked;
