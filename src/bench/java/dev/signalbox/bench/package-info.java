/**
 * Measures what the gateway costs: providers and load in this process, the packaged gateway in another, every figure beside the
 * same call made directly. Needs nothing but the JDK.
 */
@NullMarked
package dev.signalbox.bench;

import org.jspecify.annotations.NullMarked;
