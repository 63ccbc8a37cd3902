package dev.signalbox.wire.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.chat.ChatAnswer;
import dev.signalbox.chat.ChatEvent;
import dev.signalbox.chat.ChatException;
import dev.signalbox.chat.Failure;
import dev.signalbox.chat.FinishReason;
import dev.signalbox.chat.Part;
import dev.signalbox.chat.Signature;
import dev.signalbox.chat.TokenUsage;
import dev.signalbox.wire.EncodedRequest;
import dev.signalbox.wire.EventGrammar;
import dev.signalbox.wire.Frame;
import dev.signalbox.wire.Streams;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerReaderTest {
    private static final String START = "{'type':'message_start','message':{'id':'msg_1','model':'claude-y',"
            + "'usage':{'input_tokens':13,'output_tokens':1,'cache_read_input_tokens':22000,'cache_creation_input_tokens':31}}}";
    private static final String STOP = "{'type':'message_stop'}";

    @Test
    void readsTheGoldenStream() {
        var sent = EncodedRequest.of(new byte[] {'{', '}'});
        var events = Streams.events(
                new AnthropicProviderProtocol(), sent, Samples.bytes("thinking-and-tools/stream.sse"), 4096);
        var answer = ChatAnswer.of(events);

        assertThat(answer.id()).isEqualTo("msg_01A");
        assertThat(answer.model()).isEqualTo("claude-x-20260101");
        assertThat(answer.first().finish()).isEqualTo(FinishReason.TOOL_CALLS);
        assertThat(answer.usage()).isEqualTo(new TokenUsage(17, 97, 22000, 11, 20, 0));
        assertThat(answer.first().parts())
                .containsExactly(
                        new Part.Thinking(
                                "The user wants\n\nthe weather — twice.",
                                new Signature(Signature.ANTHROPIC, "EroBCkYIBRgCKkA=")),
                        new Part.RedactedThinking(new Signature(Signature.ANTHROPIC, "EroBCkYIBRgCKkB=")),
                        Part.Text.of("Let me look, 日本 🚀."),
                        Part.ToolCall.of("toolu_01", "get_weather", "{\"city\":\"Zürich\",\"n\":1}"),
                        Part.ToolCall.of("toolu_02", "now", "{}"));
    }

    @Test
    void keepsEarlierCountsThatLaterOnesDoNotReplace() {
        var events = read(
                START,
                "{'type':'message_delta','delta':{'stop_reason':'end_turn'},'usage':{'input_tokens':0,'output_tokens':4}}",
                STOP);

        assertThat(events.getLast())
                .isEqualTo(new ChatEvent.Finished(FinishReason.STOP, null, new TokenUsage(13, 4, 22000, 31, 0, 0)));
    }

    @ParameterizedTest
    @CsvSource({
        "end_turn, STOP",
        "stop_sequence, STOP_SEQUENCE",
        "max_tokens, LENGTH",
        "refusal, CONTENT_FILTER",
        "pause_turn, PAUSE",
        "model_context_window_exceeded, LENGTH",
        "tool_use, STOP",
        "brand_new, STOP"
    })
    void mapsStopReasons(String reason, FinishReason finish) {
        var events = read(START, "{'type':'message_delta','delta':{'stop_reason':'" + reason + "'}}", STOP);

        assertThat(((ChatEvent.Finished) events.getLast()).reason()).isEqualTo(finish);
    }

    @Test
    void readsBlocksThatOverlap() {
        var events = read(
                START,
                "{'type':'content_block_start','index':0,'content_block':{'type':'thinking','thinking':''}}",
                "{'type':'content_block_start','index':1,'content_block':{'type':'tool_use','id':'a','name':'f','input':{}}}",
                "{'type':'content_block_delta','index':0,'delta':{'type':'thinking_delta','thinking':'plan'}}",
                "{'type':'content_block_delta','index':1,'delta':{'type':'input_json_delta','partial_json':'{}'}}",
                "{'type':'content_block_stop','index':0}",
                "{'type':'content_block_stop','index':1}",
                STOP);

        EventGrammar.check(events);
        assertThat(ChatAnswer.of(events).first().parts())
                .containsExactlyInAnyOrder(new Part.Thinking("plan", null), Part.ToolCall.of("a", "f", "{}"));
    }

    @Test
    void restoresToolNamesAndMakesUpMissingIdsTheSameEveryTime() {
        var block =
                "{'type':'content_block_start','index':0,'content_block':{'type':'tool_use','name':'a_b','input':{'x':1}}}";
        var sent = EncodedRequest.of(new byte[0], List.of(), Map.of("a_b", "a.b"), Set.of());

        var call = ChatAnswer.of(read(sent, START, block, STOP)).first().parts().getFirst();

        assertThat(call)
                .isEqualTo(ChatAnswer.of(read(sent, START, block, STOP))
                        .first()
                        .parts()
                        .getFirst());
        assertThat(call).isInstanceOfSatisfying(Part.ToolCall.class, c -> {
            assertThat(c.name()).isEqualTo("a.b");
            assertThat(c.id()).isNotEmpty();
            assertThat(c.arguments()).isEqualTo("{\"x\":1}");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "overloaded_error, OVERLOADED, 529",
        "rate_limit_error, RATE_LIMITED, 429",
        "invalid_request_error, CLIENT_FAULT, 400",
        "api_error, OVERLOADED, 500",
        "authentication_error, UNAUTHORIZED, 401"
    })
    void classifiesErrorsInsideTheStream(String type, Failure.Kind kind, int status) {
        var events = read(START, "{'type':'error','error':{'type':'" + type + "','message':'no'}}", STOP);

        assertThat(events).last().isInstanceOfSatisfying(ChatEvent.Failed.class, f -> {
            assertThat(f.failure().kind()).isEqualTo(kind);
            assertThat(f.failure().status()).isEqualTo(status);
            assertThat(f.failure().message()).isEqualTo("no");
        });
        assertThat(events).noneMatch(e -> e instanceof ChatEvent.Finished);
    }

    @Test
    void neverHandsOutHalfACall() {
        var events = read(
                START,
                "{'type':'content_block_start','index':0,'content_block':{'type':'tool_use','id':'a','name':'f','input':{}}}",
                "{'type':'content_block_delta','index':0,'delta':{'type':'input_json_delta','partial_json':'[1,'}}",
                STOP);

        assertThat(events.getLast()).isInstanceOf(ChatEvent.Failed.class);
    }

    @Test
    void keepsWhatTheDeltasOfASummarySay() {
        var events = read(
                START,
                "{'type':'content_block_start','index':0,'content_block':{'type':'compaction','content':null}}",
                "{'type':'content_block_delta','index':0,'delta':{'type':'compaction_delta','content':'All so far.','encrypted_content':null}}",
                "{'type':'content_block_stop','index':0}",
                "{'type':'message_delta','delta':{'stop_reason':'compaction'},'usage':{'output_tokens':3}}",
                STOP);

        assertThat(events)
                .filteredOn(ChatEvent.PartAdded.class::isInstance)
                .singleElement()
                .isInstanceOfSatisfying(ChatEvent.PartAdded.class, added -> {
                    var block = (Part.Opaque) added.content();
                    assertThat(block.type()).isEqualTo("compaction");
                    assertThat(block.raw().text()).isEqualTo("{\"type\":\"compaction\",\"content\":\"All so far.\"}");
                });
        assertThat(events.getLast())
                .isInstanceOfSatisfying(
                        ChatEvent.Finished.class, f -> assertThat(f.reason()).isEqualTo(FinishReason.PAUSE));
    }

    @Test
    void readsAnErrorDressedAsAnAnswer() {
        var body = Samples.quoted("{'type':'error','error':{'type':'overloaded_error','message':'busy'}}");
        var reader = new AnthropicAnswerReader(EncodedRequest.of(new byte[0]));

        assertThatThrownBy(() -> reader.whole(body))
                .isInstanceOfSatisfying(
                        ChatException.class, e -> assertThat(e.failure().kind()).isEqualTo(Failure.Kind.OVERLOADED));
    }

    private static List<ChatEvent> read(String... frames) {
        return read(EncodedRequest.of("{\"model\":\"m\"}".getBytes(StandardCharsets.UTF_8)), frames);
    }

    private static List<ChatEvent> read(EncodedRequest sent, String... frames) {
        var list = new ArrayList<Frame>();
        for (var frame : frames) {
            // single quotes stand for double ones, except inside partial JSON, which here holds none
            list.add(Frame.of(new String(Samples.quoted(frame), StandardCharsets.UTF_8)));
        }
        return Streams.events(new AnthropicProviderProtocol(), sent, list);
    }
}
