package dev.signalbox.wire;

import dev.signalbox.chat.ChatException;
import java.util.List;

/** Cuts the bytes of a stream into frames, however they arrive split. Not thread-safe; one per stream. */
public interface FrameDecoder {

    /**
     * The frames that are complete with these bytes.
     *
     * @throws ChatException when a frame is longer than allowed
     */
    List<Frame> feed(byte[] bytes, int offset, int length);

    /** What is left when the stream ends: a last frame without its terminator, or nothing. */
    List<Frame> end();
}
