package dev.signalbox.wire.converse;

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
import dev.signalbox.chat.ToolKind;
import dev.signalbox.wire.EncodedRequest;
import dev.signalbox.wire.EventGrammar;
import dev.signalbox.wire.Frame;
import dev.signalbox.wire.SignatureOrigin;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConverseAnswerTest {
    private static final EncodedRequest SENT = EncodedRequest.of(
            "{\"modelId\":\"amazon.nova-pro-v1:0\"}".getBytes(StandardCharsets.UTF_8),
            List.of(),
            Map.of("get_weather_", "get weather!"),
            Set.of("shell"));
    private static final Frame START = new Frame("messageStart", "{\"role\":\"assistant\"}");
    private static final Frame TEXT =
            new Frame("contentBlockDelta", "{\"contentBlockIndex\":0,\"delta\":{\"text\":\"Hi.\"}}");

    private static List<ChatEvent> read(Frame... frames) {
        var reader = new ConverseProviderProtocol().answerReader(SENT);
        var events = new ArrayList<ChatEvent>();
        for (var frame : frames) {
            events.addAll(reader.read(frame));
        }
        events.addAll(reader.end());
        EventGrammar.check(events);
        return events;
    }

    private static Frame stop(String reason) {
        return new Frame("messageStop", "{\"stopReason\":\"" + reason + "\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "end_turn, STOP",
        "tool_use, STOP",
        "max_tokens, LENGTH",
        "model_context_window_exceeded, LENGTH",
        "stop_sequence, STOP_SEQUENCE",
        "guardrail_intervened, CONTENT_FILTER",
        "content_filtered, CONTENT_FILTER",
        "something_new, STOP",
    })
    void readsWhyItEnded(String told, FinishReason reason) {
        assertThat(ChatAnswer.of(read(START, TEXT, stop(told))).first().finish())
                .isEqualTo(reason);
    }

    @Test
    void aCallIsTheReasonWhateverTheModelSays() {
        var use = "{\"contentBlockIndex\":0,\"start\":{\"toolUse\":{\"toolUseId\":\"t1\",\"name\":\"get_weather_\"}}}";

        var answer = ChatAnswer.of(read(START, new Frame("contentBlockStart", use), stop("end_turn")));

        assertThat(answer.model()).isEqualTo("amazon.nova-pro-v1:0");
        assertThat(answer.first().finish()).isEqualTo(FinishReason.TOOL_CALLS);
        assertThat(answer.first().parts()).containsExactly(Part.ToolCall.of("t1", "get weather!", "{}"));
        assertThat(answer.usage()).isNull();
    }

    @Test
    void unwrapsFreeText() {
        var start = "{\"contentBlockIndex\":0,\"start\":{\"toolUse\":{\"toolUseId\":\"t1\",\"name\":\"shell\"}}}";
        var first = "{\"contentBlockIndex\":0,\"delta\":{\"toolUse\":{\"input\":\"{\\\"input\\\":\\\"ls\"}}}";
        var second = "{\"contentBlockIndex\":0,\"delta\":{\"toolUse\":{\"input\":\" -l\\\"}\"}}}";

        var answer = ChatAnswer.of(read(
                START,
                new Frame("contentBlockStart", start),
                new Frame("contentBlockDelta", first),
                new Frame("contentBlockDelta", second),
                new Frame("contentBlockStop", "{\"contentBlockIndex\":0}"),
                stop("tool_use")));

        assertThat(answer.first().parts())
                .containsExactly(new Part.ToolCall("t1", "shell", "ls -l", ToolKind.CUSTOM, null, null));
    }

    @Test
    void keepsWhatIsRedactedForTheModelItCameFrom() {
        var delta = "{\"contentBlockIndex\":0,\"delta\":{\"reasoningContent\":{\"redactedContent\":\"AAEC\"}}}";

        var answer = ChatAnswer.of(read(START, new Frame("contentBlockDelta", delta), stop("end_turn")));

        assertThat(answer.first().parts()).singleElement().isInstanceOfSatisfying(Part.RedactedThinking.class, part -> {
            var handedBack = SignatureOrigin.of(part.data().value(), Signature.ANTHROPIC);
            assertThat(handedBack).isEqualTo(part.data());
            assertThat(ConverseSignature.writtenBy("amazon.nova-pro-v1:0", handedBack))
                    .hasValue("AAEC");
            assertThat(ConverseSignature.writtenBy("meta.llama", handedBack)).isEmpty();
        });
    }

    @Test
    void countsEachTokenOnce() {
        var usage = "{\"usage\":{\"inputTokens\":10,\"outputTokens\":4,\"totalTokens\":34,\"cacheReadInputTokens\":15,"
                + "\"cacheWriteInputTokens\":5,\"cacheDetails\":[{\"ttl\":\"1h\",\"inputTokens\":2},"
                + "{\"ttl\":\"5m\",\"inputTokens\":3}]}}";

        assertThat(ChatAnswer.of(read(START, TEXT, stop("end_turn"), new Frame("metadata", usage)))
                        .usage())
                .isEqualTo(new TokenUsage(10, 4, 15, 3, 2, 0));
    }

    @ParameterizedTest
    @CsvSource({
        "rate_limit_error, RATE_LIMITED",
        "invalid_request_error, CLIENT_FAULT",
        "overloaded_error, OVERLOADED",
        "api_error, OVERLOADED",
    })
    void readsWhatWentWrong(String type, Failure.Kind kind) {
        var error = "{\"type\":\"error\",\"error\":{\"type\":\"" + type + "\",\"message\":\"no\"}}";

        assertThat(read(START, TEXT, new Frame("error", error), stop("end_turn")))
                .last()
                .isInstanceOfSatisfying(
                        ChatEvent.Failed.class,
                        failed -> assertThat(failed.failure().kind()).isEqualTo(kind));
    }

    @Test
    void anOutputThatIsNoneIsNoAnswer() {
        assertThat(read(START, TEXT, stop("malformed_tool_use"))).last().isInstanceOf(ChatEvent.Failed.class);
        var whole =
                "{\"output\":{\"message\":{\"role\":\"assistant\",\"content\":[]}},\"stopReason\":\"malformed_model_output\"}";
        assertThatThrownBy(() ->
                        new ConverseProviderProtocol().answerReader(SENT).whole(whole.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(ChatException.class);
    }
}
