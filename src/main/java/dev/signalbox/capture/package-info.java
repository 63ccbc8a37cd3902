/**
 * What clients sent and were answered, word for word, for whoever has to find out what went wrong: off unless
 * {@code ENABLE_REQUEST_LOGS} is set, known secrets blotted out, sealed on disk, gone after days or when there is too much. No
 * request ever waits for it.
 */
@NullMarked
package dev.signalbox.capture;

import org.jspecify.annotations.NullMarked;
