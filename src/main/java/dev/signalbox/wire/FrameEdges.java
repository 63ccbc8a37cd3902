package dev.signalbox.wire;

/** Finds where the frames of a stream end in its bytes, however they arrive split. Not thread-safe; one per stream. */
public final class FrameEdges {
    private final boolean lines;
    private boolean afterLine;
    private boolean afterReturn;
    private boolean afterEdge;

    /** Of objects on lines of their own where {@code form} is NDJSON, else of events that a blank line ends. */
    public FrameEdges(StreamForm form) {
        this.lines = form == StreamForm.NDJSON;
    }

    /** The position behind the next end of a frame; -1 when none ends in what is left of these bytes. */
    public int next(byte[] bytes, int from, int length) {
        for (int i = from; i < length; i++) {
            if (lines ? bytes[i] == '\n' : endsEvent(bytes[i])) {
                return i + 1;
            }
        }
        return -1;
    }

    /** A blank line ends an event; a line feed behind a carriage return belongs to it. */
    private boolean endsEvent(byte b) {
        boolean second = b == '\n' && afterReturn;
        boolean ends = b == '\n' || b == '\r';
        boolean edge = second ? afterEdge : ends && afterLine;
        afterReturn = b == '\r';
        afterLine = ends;
        afterEdge = edge;
        return edge;
    }
}
