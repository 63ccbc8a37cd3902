package dev.signalbox.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FramingTest {

    private static List<Frame> decode(FrameDecoder decoder, String text, int size) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        var frames = new ArrayList<Frame>();
        for (int i = 0; i < bytes.length; i += size) {
            frames.addAll(decoder.feed(bytes, i, Math.min(size, bytes.length - i)));
        }
        frames.addAll(decoder.end());
        return frames;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 1000})
    void eventsAreTheSameHoweverTheirBytesArriveSplit(int size) {
        var text = "\uFEFF: hello\r\nevent: a\r\ndata: grüße 😀\r\n\r\ndata:x\rdata: y\r\rid: 4\ndata: last";

        assertThat(decode(new SseDecoder(), text, size))
                .containsExactly(new Frame("a", "grüße 😀"), Frame.of("x\ny"), Frame.of("last"));
    }

    @Test
    void knowsTheSentinel() {
        assertThat(decode(new SseDecoder(), "data: [DONE]\n\n", 100).getFirst().done())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 1000})
    void objectsOfASequenceAreFoundByTheirBraces(int size) {
        var first = "{\"a\":\"}{\\\"\",\n\"b\":[{}]}";

        assertThat(decode(new JsonSequenceDecoder(), first + "\n{\"é\":1}\r\n", size))
                .containsExactly(Frame.of(first), Frame.of("{\"é\":1}"));
        assertThat(decode(new JsonSequenceDecoder(), "[" + first + "\n,\n{}]", size))
                .containsExactly(Frame.of(first), Frame.of("{}"));
    }

    @Test
    void whatIsNoObjectIsDeliveredToBeRefused() {
        assertThat(decode(new JsonSequenceDecoder(), "upstream failed\n{}", 4))
                .containsExactly(Frame.of("upstream failed"), Frame.of("{}"));
        assertThat(decode(new JsonSequenceDecoder(), "{\"cut\":", 4)).containsExactly(Frame.of("{\"cut\":"));
    }

    @Test
    void skipsAByteOrderMarkBeforeAnObjectOnly() {
        var decoder = StreamForm.NDJSON.decoder();
        var bytes = "\uFEFF{\"a\":\"\uFEFF\"}\n{\"b\":1}\n".getBytes(java.nio.charset.StandardCharsets.UTF_8);

        var frames = new java.util.ArrayList<>(decoder.feed(bytes, 0, 2));
        frames.addAll(decoder.feed(bytes, 2, bytes.length - 2));

        assertThat(frames).extracting(Frame::data).containsExactly("{\"a\":\"\uFEFF\"}", "{\"b\":1}");
    }
}
