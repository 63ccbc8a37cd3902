/** Coverage-guided fuzzing of the codecs' readers, with Jazzer: {@code ./signalbox bench --fuzz SECONDS}. Never in the WAR. */
@NullMarked
package dev.signalbox.fuzz;

import org.jspecify.annotations.NullMarked;
