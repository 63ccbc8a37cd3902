/**
 * The Copilot dialect of Chat, Responses and Messages: says who began the turn and whether it shows a picture.
 */
@NullMarked
package dev.signalbox.upstream.copilot;

import org.jspecify.annotations.NullMarked;
