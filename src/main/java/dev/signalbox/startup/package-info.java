/**
 * What must hold before anything serves: the one clock, the threads, words to the operator on the console, the order of the steps
 * and the refusal to start. A refusal is one plain sentence that says what is wrong and what to do, see ADR 0005.
 */
@NullMarked
package dev.signalbox.startup;

import org.jspecify.annotations.NullMarked;
