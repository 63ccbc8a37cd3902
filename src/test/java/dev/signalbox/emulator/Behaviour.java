package dev.signalbox.emulator;

import java.util.Arrays;

/** What a provider does, told by the first part of the model's name: {@code fail-429.any-suffix}. */
public enum Behaviour {
    /** Answers with a tool call when tools are offered and none was used, otherwise with text. */
    ANSWER("answer"),
    FAIL_400("fail-400"),
    FAIL_401("fail-401"),
    /** 429 with {@code Retry-After: 77}. */
    FAIL_429("fail-429"),
    FAIL_500("fail-500"),
    /** Closes the connection after headers and before anything meaningful. */
    CUT_EARLY("cut-early"),
    /** Closes the connection in the middle of the text. */
    CUT_LATE("cut-late"),
    /** A piece every 50 ms, for ten seconds. */
    SLOW("slow"),
    GARBAGE("garbage"),
    HTML("html"),
    EMPTY("empty"),
    /** A document where a stream was asked. */
    DOCUMENT("document"),
    /** A stream where a document was asked. */
    STREAM("stream"),
    /** An error event in the middle of a stream that began well. */
    ERROR_EVENT("error-event"),
    /** A byte within the stream is another one than was sent; only framing with sums can tell. */
    DAMAGED("damaged"),
    /** The whole stream twice. */
    REPEAT("repeat"),
    CRLF("crlf"),
    BOM("bom"),
    /** Comments and other fields between the events, blank lines between lines. */
    COMMENTS("comments"),
    /** The data of each event on two lines. */
    MULTI_LINE("multi-line"),
    /** Ten megabytes in one piece. */
    LONG_LINE("long-line"),
    /** Three bytes at a time. */
    SPLIT("split"),
    /** Compressed, though nobody said that it may be. */
    GZIP("gzip");

    private final String name;

    Behaviour(String name) {
        this.name = name;
    }

    /** The model that behaves so; the suffix keeps tests out of each other's way. */
    public String model(String suffix) {
        return name + "." + suffix;
    }

    static Behaviour of(String model) {
        var first = model.split("\\.", 2)[0];
        return Arrays.stream(values())
                .filter(b -> b.name.equals(first))
                .findFirst()
                .orElseThrow(() -> new Refusal(404, "model: " + model));
    }
}
