package dev.signalbox.wire;

import java.util.Arrays;

/**
 * How the bytes of a stream pass to a client that speaks the provider's protocol: as they are. An implementation touches only
 * what is no valid stream of the protocol and what clients stumble over. Not thread-safe; one per stream.
 */
public interface Passage {

    /** What passes on now of these bytes and of those held back before. */
    byte[] pass(byte[] bytes, int length);

    /** What was held back, when the stream ends. */
    byte[] end();

    /** Every byte, as it comes. */
    final class AsIs implements Passage {
        @Override
        public byte[] pass(byte[] bytes, int length) {
            return Arrays.copyOf(bytes, length);
        }

        @Override
        public byte[] end() {
            return new byte[0];
        }
    }
}
