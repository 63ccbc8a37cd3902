package dev.signalbox.wire.responses;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.chat.ChatEvent;
import dev.signalbox.chat.ChatRequest;
import dev.signalbox.chat.ModelProfile;
import dev.signalbox.wire.AnswerContext;
import dev.signalbox.wire.EncodedRequest;
import dev.signalbox.wire.Frame;
import dev.signalbox.wire.Json;
import dev.signalbox.wire.StreamForm;
import dev.signalbox.wire.Streams;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Short ways to say a request or a stream in tests: JSON with single quotes. */
final class Samples {
    private Samples() {}

    static ChatRequest read(String request) {
        return ResponsesRequestReader.read(json(request).getBytes(StandardCharsets.UTF_8));
    }

    /** A request whose input is this list. */
    static ChatRequest input(String items) {
        return read("{'model':'m','input':" + items + "}");
    }

    static EncodedRequest write(ChatRequest request) {
        return new ResponsesRequestWriter(request, ModelProfile.unknown("m")).write();
    }

    static JsonNode body(ChatRequest request) {
        return Json.request(write(request).body());
    }

    /** What a provider's events mean, the end of the stream included. */
    static List<ChatEvent> events(String... data) {
        var reader = new ResponsesAnswerReader(EncodedRequest.of(new byte[0]));
        var events = new ArrayList<ChatEvent>();
        Arrays.stream(data).forEach(d -> events.addAll(reader.read(Frame.of(json(d)))));
        events.addAll(reader.end());
        return events;
    }

    /** The events a client gets, parsed. */
    static List<JsonNode> written(ChatRequest request, List<ChatEvent> events) {
        var writer = new ResponsesAnswerWriter(context(request));
        return Streams.frames(StreamForm.SSE, Streams.written(writer, events), 4096).stream()
                .map(f -> Json.parse(f.data()).orElseThrow())
                .toList();
    }

    static AnswerContext context(ChatRequest request) {
        return new AnswerContext(request, "req-1", Instant.ofEpochSecond(7), StreamForm.SSE);
    }

    static String json(String text) {
        return text.replace('\'', '"');
    }
}
