package dev.signalbox.wire;

/** How the events of a stream are laid out in bytes. */
public enum StreamForm {
    SSE("text/event-stream"),
    NDJSON("application/x-ndjson"),
    JSON_ARRAY("application/json");

    private final String contentType;

    StreamForm(String contentType) {
        this.contentType = contentType;
    }

    public String contentType() {
        return contentType;
    }

    public FrameDecoder decoder() {
        return switch (this) {
            case SSE -> new SseDecoder();
            case NDJSON, JSON_ARRAY -> new JsonSequenceDecoder();
        };
    }
}
