/**
 * The canonical conversation: requests, answers and stream events, richer than each wire protocol so that nothing a client
 * said is lost between two of them. Pure data: this package depends on nothing but the JDK.
 */
@NullMarked
package dev.signalbox.chat;

import org.jspecify.annotations.NullMarked;
