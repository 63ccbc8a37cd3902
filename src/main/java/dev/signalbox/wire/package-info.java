/**
 * Bytes to conversation and back, one protocol at a time: codecs for clients and providers, the framing of streams, the
 * splice that changes a model name and leaves every other byte alone. Codecs live in sub-packages and are found by their interface.
 */
@NullMarked
package dev.signalbox.wire;

import org.jspecify.annotations.NullMarked;
