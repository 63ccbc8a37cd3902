package dev.signalbox.wire.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.chat.ChatEvent;
import dev.signalbox.chat.Citation;
import dev.signalbox.chat.Failure;
import dev.signalbox.chat.FinishReason;
import dev.signalbox.chat.Part;
import dev.signalbox.chat.Protocol;
import dev.signalbox.chat.RawJson;
import dev.signalbox.chat.Signature;
import dev.signalbox.chat.TokenUsage;
import dev.signalbox.chat.ToolKind;
import dev.signalbox.wire.AnswerContext;
import dev.signalbox.wire.AnswerWriter;
import dev.signalbox.wire.CallIds;
import dev.signalbox.wire.Frame;
import dev.signalbox.wire.Json;
import dev.signalbox.wire.StreamForm;
import dev.signalbox.wire.Streams;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswerWriterTest {
    private static final ChatEvent STARTED = new ChatEvent.Started("resp-1", "model-x", 1);
    private static final ChatEvent STOPPED = new ChatEvent.Finished(FinishReason.STOP, null, TokenUsage.of(10, 20));

    @Test
    void tellsTheInputAtTheStartWhenItIsKnownByThen() {
        var events = write(
                STARTED,
                new ChatEvent.UsageReported(new TokenUsage(7, 1, 100, 5, 3, 0)),
                delta(0, "hi"),
                end(0),
                STOPPED);

        var usage = events.getFirst().at("/message/usage");
        assertThat(usage.path("input_tokens").asInt()).isEqualTo(7);
        assertThat(usage.path("cache_read_input_tokens").asInt()).isEqualTo(100);
        assertThat(usage.path("cache_creation_input_tokens").asInt()).isEqualTo(8);
        assertThat(usage.at("/cache_creation/ephemeral_1h_input_tokens").asInt())
                .isEqualTo(3);
    }

    @Test
    void keepsToTheOrderOfEvents() {
        var events = write(STARTED, delta(0, "hi"), delta(0, " there"), end(0), STOPPED);

        assertThat(types(events))
                .containsExactly(
                        "message_start",
                        "content_block_start",
                        "content_block_delta",
                        "content_block_delta",
                        "content_block_stop",
                        "message_delta",
                        "message_stop");
        assertThat(events.get(5).path("usage").path("output_tokens").asInt()).isEqualTo(20);
        assertThat(events.get(5).path("delta").toString())
                .isEqualTo("{\"stop_reason\":\"end_turn\",\"stop_sequence\":null}");
    }

    @Test
    void sendsOneSignatureBeforeTheBlockStops() {
        var events = write(
                STARTED,
                new ChatEvent.ThinkingDelta(0, "hm"),
                new ChatEvent.SignatureAdded(0, new Signature(Signature.GOOGLE, "sig")),
                new ChatEvent.ThinkingDelta(0, " hm"),
                end(0),
                STOPPED);

        assertThat(events.stream().map(e -> e.at("/delta/type").asText()).filter(t -> !t.isEmpty()))
                .containsExactly("thinking_delta", "thinking_delta", "signature_delta");
        assertThat(events.get(4).at("/delta/signature").asText()).isEqualTo("sig");
        assertThat(events.get(1).at("/content_block").toString())
                .isEqualTo("{\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"\"}");
    }

    @Test
    void putsTheSignatureOfACallBeforeItAndLeavesOutThatOfAText() {
        var google = new Signature(Signature.GOOGLE, "sig");
        var events = write(
                STARTED,
                new ChatEvent.ToolCallStarted(0, "id", "f", ToolKind.FUNCTION),
                new ChatEvent.SignatureAdded(0, google),
                end(0),
                delta(1, "x"),
                new ChatEvent.SignatureAdded(1, google),
                end(1),
                STOPPED);

        assertThat(events.stream()
                        .filter(e -> e.path("type").asText().equals("content_block_start"))
                        .map(e -> e.at("/content_block/type").asText()))
                .containsExactly("thinking", "tool_use", "text");
        assertThat(events.toString()).containsOnlyOnce("\"signature\":\"sig\"");
    }

    @Test
    void reportsToolUseWhereverACallWentOutAndNowhereElse() {
        var call = new ChatEvent.ToolCallStarted(0, CallIds.made("x", 0, 0), "f", ToolKind.FUNCTION);

        var called = write(STARTED, call, end(0), STOPPED);
        assertThat(stopReason(called)).isEqualTo("tool_use");
        assertThat(called.get(1).at("/content_block/id").asText()).startsWith("toolu_");
        assertThat(stopReason(write(STARTED, new ChatEvent.Finished(FinishReason.TOOL_CALLS, null, null))))
                .isEqualTo("end_turn");
    }

    @Test
    void tellsWhichStopSequenceCameUp() {
        var events = write(STARTED, new ChatEvent.Finished(FinishReason.STOP_SEQUENCE, "\nEND", null));

        assertThat(events.get(1).path("delta").toString())
                .isEqualTo("{\"stop_reason\":\"stop_sequence\",\"stop_sequence\":\"\\nEND\"}");
    }

    @Test
    void wrapsFreeTextIntoAnObject() {
        var events = write(
                STARTED,
                new ChatEvent.ToolCallStarted(0, "id", "exec", ToolKind.CUSTOM),
                new ChatEvent.ToolArgumentsDelta(0, "ls \"-"),
                new ChatEvent.ToolArgumentsDelta(0, "la\""),
                end(0),
                STOPPED);

        assertThat(events.get(2).at("/delta/partial_json").asText()).isEqualTo("{\"input\":\"ls \\\"-la\\\"\"}");
    }

    @Test
    void showsSearchesAndSourcesOfOthersAsItsOwn() {
        var search = new Part.ServerToolCall(
                "ws_1",
                "web_search",
                new RawJson("{\"query\":\"weather\"}"),
                Protocol.OPENAI_RESPONSES,
                RawJson.EMPTY_OBJECT);
        var source = new Citation("https://e.com", "E", "rain", 0, 4, Protocol.OPENAI_RESPONSES, RawJson.EMPTY_OBJECT);
        var events = write(
                STARTED,
                new ChatEvent.PartAdded(0, search),
                delta(1, "rain"),
                new ChatEvent.CitationAdded(1, source),
                end(1),
                STOPPED);

        assertThat(events.stream()
                        .map(e -> e.at("/content_block/type").asText())
                        .filter(t -> !t.isEmpty()))
                .containsExactly("server_tool_use", "web_search_tool_result", "text");
        assertThat(events.toString()).contains("{\\\"query\\\":\\\"weather\\\"}");
        assertThat(events.stream().map(e -> e.at("/delta/citation/url").asText()))
                .contains("https://e.com");
    }

    @Test
    void endsInAnErrorEventOfTheRightType() {
        var failure = Failure.of(Failure.Kind.OVERLOADED, 529, "busy");
        var frames = frames(List.of(STARTED, delta(0, "hal"), new ChatEvent.Failed(failure)));

        assertThat(frames.getLast().event()).isEqualTo("error");
        assertThat(frames.getLast().data())
                .isEqualTo("{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"busy\"}}");
    }

    @Test
    void namesEveryEventAndPingsInBetween() {
        assertThat(frames(List.of(STARTED, delta(0, "x"), STOPPED)))
                .allSatisfy(f -> assertThat(f.event())
                        .isEqualTo(
                                Json.parse(f.data()).orElseThrow().path("type").asText()));
        assertThat(new String(writer().keepAlive(), StandardCharsets.UTF_8))
                .isEqualTo("event: ping\ndata: {\"type\":\"ping\"}\n\n");
    }

    private static ChatEvent delta(int part, String text) {
        return new ChatEvent.TextDelta(part, text);
    }

    private static ChatEvent end(int part) {
        return new ChatEvent.PartFinished(part);
    }

    private static AnswerWriter writer() {
        var request = new AnthropicClientProtocol().readRequest(Samples.bytes("requests/plain.json"), "", true);
        return new AnthropicClientProtocol()
                .answerWriter(new AnswerContext(request, "req-1", Instant.EPOCH, StreamForm.SSE));
    }

    private static List<Frame> frames(List<ChatEvent> events) {
        return Streams.frames(StreamForm.SSE, Streams.written(writer(), events), 4096);
    }

    private static List<JsonNode> write(ChatEvent... events) {
        var list = new ArrayList<JsonNode>();
        frames(Arrays.asList(events))
                .forEach(f -> list.add((ObjectNode) Json.parse(f.data()).orElseThrow()));
        return list;
    }

    private static List<String> types(List<JsonNode> events) {
        return events.stream().map(e -> e.path("type").asText()).toList();
    }

    private static String stopReason(List<JsonNode> events) {
        return events.get(events.size() - 2).at("/delta/stop_reason").asText();
    }
}
