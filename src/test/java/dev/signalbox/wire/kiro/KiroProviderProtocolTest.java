package dev.signalbox.wire.kiro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.chat.ChatAnswer;
import dev.signalbox.chat.ChatEvent;
import dev.signalbox.chat.ChatException;
import dev.signalbox.chat.ChatRequest;
import dev.signalbox.chat.Extras;
import dev.signalbox.chat.Failure;
import dev.signalbox.chat.FinishReason;
import dev.signalbox.chat.Limits;
import dev.signalbox.chat.Media;
import dev.signalbox.chat.Message;
import dev.signalbox.chat.ModelProfile;
import dev.signalbox.chat.OutputFormat;
import dev.signalbox.chat.Part;
import dev.signalbox.chat.Protocol;
import dev.signalbox.chat.RawJson;
import dev.signalbox.chat.Role;
import dev.signalbox.chat.Sampling;
import dev.signalbox.chat.TokenUsage;
import dev.signalbox.chat.Tool;
import dev.signalbox.chat.ToolChoice;
import dev.signalbox.chat.ToolKind;
import dev.signalbox.wire.EncodedRequest;
import dev.signalbox.wire.EventGrammar;
import dev.signalbox.wire.Frame;
import dev.signalbox.wire.Json;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KiroProviderProtocolTest {
    private static final Tool WEATHER = Tool.Function.of(
            "get weather!", null, new RawJson("{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}}}"));

    private final KiroProviderProtocol provider = new KiroProviderProtocol();

    private static ChatRequest request(List<Message> messages, List<Tool> tools, ToolChoice choice) {
        return new ChatRequest(
                "claude-sonnet-4.5",
                messages,
                tools,
                choice,
                null,
                Sampling.DEFAULT,
                null,
                OutputFormat.TEXT,
                Limits.NONE,
                true,
                Extras.of(Protocol.ANTHROPIC_MESSAGES));
    }

    private EncodedRequest written(ChatRequest request) {
        return provider.writeRequest(request, ModelProfile.unknown("claude-sonnet-4.5"));
    }

    private static JsonNode state(EncodedRequest written) {
        return Json.parse(written.body()).orElseThrow().path("conversationState");
    }

    @Test
    void writesAConversationInTurns() {
        var state = state(written(request(
                List.of(
                        Message.of(Role.SYSTEM, Part.Text.of("Be brief.")),
                        Message.of(Role.USER, Part.Text.of("Weather?")),
                        Message.of(Role.ASSISTANT, Part.ToolCall.of("t1", "get weather!", "{\"city\":\"Köln\"}")),
                        Message.of(
                                Role.USER,
                                new Part.ToolResult(
                                        "t1", null, List.of(Part.Text.of("none")), true, ToolKind.FUNCTION, null),
                                Part.Text.of("Well?"))),
                List.of(WEATHER),
                ToolChoice.AUTO)));

        assertThat(state.at("/history/0/userInputMessage/content").asText()).isEqualTo("Be brief.\n\nWeather?");
        assertThat(state.at("/history/1/assistantResponseMessage/content").asText())
                .isNotBlank();
        var use = state.at("/history/1/assistantResponseMessage/toolUses/0");
        assertThat(use.path("name").asText()).isEqualTo("get_weather_");
        assertThat(use.at("/input/city").asText()).isEqualTo("Köln");
        var current = state.at("/currentMessage/userInputMessage");
        assertThat(current.path("content").asText()).isEqualTo("Well?");
        assertThat(current.path("modelId").asText()).isEqualTo("claude-sonnet-4.5");
        var result = current.at("/userInputMessageContext/toolResults/0");
        assertThat(result.path("status").asText()).isEqualTo("error");
        assertThat(result.at("/content/0/text").asText()).isEqualTo("none");
        var tool = current.at("/userInputMessageContext/tools/0/toolSpecification");
        assertThat(tool.path("name").asText()).isEqualTo("get_weather_");
        assertThat(tool.path("description").asText()).isNotBlank();
        assertThat(tool.at("/inputSchema/json/properties/city/type").asText()).isEqualTo("string");
    }

    @Test
    void putsSomeoneWhereTurnsMustAlternate() {
        var state = state(written(request(
                List.of(
                        Message.of(Role.ASSISTANT, Part.Text.of("Hello.")),
                        Message.of(Role.USER, Part.Text.of("Hi.")),
                        Message.of(Role.USER, Part.Text.of("There.")),
                        Message.of(Role.ASSISTANT, Part.Text.of("The answer is"))),
                List.of(),
                ToolChoice.AUTO)));

        assertThat(state.path("history")).hasSize(4);
        assertThat(state.at("/history/0/userInputMessage/content").asText()).isNotBlank();
        assertThat(state.at("/history/2/userInputMessage/content").asText()).isEqualTo("Hi.\n\nThere.");
        assertThat(state.at("/currentMessage/userInputMessage/content").asText())
                .isNotBlank();
    }

    @Test
    void declaresAToolThatWasUsedAndIsOfferedNoMore() {
        var state = state(written(request(
                List.of(
                        Message.of(Role.USER, Part.Text.of("Weather?")),
                        Message.of(Role.ASSISTANT, Part.ToolCall.of("t1", "look", "{}")),
                        Message.of(
                                Role.USER, new Part.ToolResult("t1", null, List.of(), false, ToolKind.FUNCTION, null))),
                List.of(),
                ToolChoice.AUTO)));

        var context = state.at("/currentMessage/userInputMessage/userInputMessageContext");
        assertThat(context.at("/tools/0/toolSpecification/name").asText()).isEqualTo("look");
        assertThat(context.at("/toolResults/0/content")).hasSize(1);
    }

    @Test
    void showsPicturesByTheirBytesOnly() {
        var written = written(request(
                List.of(Message.of(
                        Role.USER,
                        new Part.Image(new Media.Inline("image/jpg", "AAAA"), null, null),
                        new Part.Image(new Media.Remote(null, "https://example.org/a.png"), null, null))),
                List.of(),
                ToolChoice.AUTO));

        var images = state(written).at("/currentMessage/userInputMessage/images");
        assertThat(images).hasSize(1);
        assertThat(images.at("/0/format").asText()).isEqualTo("jpeg");
        assertThat(images.at("/0/source/bytes").asText()).isEqualTo("AAAA");
        assertThat(written.losses()).containsExactly("messages.content.image");
    }

    @Test
    void namesWhatItCannotCarry() {
        var request = new ChatRequest(
                "claude-sonnet-4.5",
                List.of(Message.of(Role.USER, Part.Text.of("Hi."))),
                List.of(WEATHER),
                new ToolChoice.Named("get weather!"),
                false,
                new Sampling(new BigDecimal("0.5"), null, 40, null, null, 7L),
                null,
                OutputFormat.JSON,
                new Limits(100, List.of("END"), null),
                true,
                Extras.of(Protocol.OPENAI_CHAT));

        var written = written(request);

        assertThat(written.losses())
                .containsExactlyInAnyOrder(
                        "tool_choice", "top_k", "seed", "stop", "response_format", "parallel_tool_calls");
        var inference = Json.parse(written.body()).orElseThrow().path("inferenceConfig");
        assertThat(inference.toString()).isEqualTo("{\"maxTokens\":100,\"temperature\":0.5}");
    }

    private List<ChatEvent> read(EncodedRequest sent, Frame... frames) {
        var reader = provider.answerReader(sent);
        var events = new ArrayList<ChatEvent>();
        for (var frame : frames) {
            events.addAll(reader.read(frame));
        }
        events.addAll(reader.end());
        EventGrammar.check(events);
        return events;
    }

    private EncodedRequest asked() {
        return written(request(List.of(Message.of(Role.USER, Part.Text.of("Hi."))), List.of(WEATHER), ToolChoice.AUTO));
    }

    @Test
    void readsThoughtsTextAndCalls() {
        var events = read(
                asked(),
                new Frame("initial-response", "{}"),
                new Frame("reasoningContentEvent", "{\"text\":\"Hm.\"}"),
                new Frame("assistantResponseEvent", "{\"content\":\"Let me \"}"),
                new Frame("assistantResponseEvent", "{\"content\":\"look.\"}"),
                new Frame("toolUseEvent", "{\"toolUseId\":\"t1\",\"name\":\"get_weather_\",\"input\":\"{\\\"ci\"}"),
                new Frame("toolUseEvent", "{\"toolUseId\":\"t1\",\"name\":\"get_weather_\",\"input\":\"ty\\\":1}\"}"),
                new Frame("toolUseEvent", "{\"toolUseId\":\"t1\",\"name\":\"get_weather_\",\"stop\":true}"),
                new Frame("meteringEvent", "{\"unit\":\"credit\",\"usage\":0.1}"),
                new Frame(
                        "metadataEvent",
                        "{\"tokenUsage\":{\"uncachedInputTokens\":10,\"cacheReadInputTokens\":3,\"outputTokens\":5}}"),
                new Frame("end", "{}"));

        var answer = ChatAnswer.of(events);
        assertThat(answer.model()).isEqualTo("claude-sonnet-4.5");
        assertThat(answer.first().finish()).isEqualTo(FinishReason.TOOL_CALLS);
        assertThat(answer.first().parts())
                .containsExactly(
                        new Part.Thinking("Hm.", null),
                        Part.Text.of("Let me look."),
                        Part.ToolCall.of("t1", "get weather!", "{\"city\":1}"));
        assertThat(answer.usage()).isEqualTo(new TokenUsage(10, 5, 3, 0, 0, 0));
    }

    @Test
    void takesACreditForNoToken() {
        var events = read(
                asked(),
                new Frame("assistantResponseEvent", "{\"content\":\"Hi.\"}"),
                new Frame("meteringEvent", "{\"unit\":\"credit\",\"usage\":0.1}"),
                new Frame("contextUsageEvent", "{\"contextUsagePercentage\":12.5}"),
                new Frame("end", "{}"));

        assertThat(ChatAnswer.of(events).usage()).isNull();
    }

    @Test
    void neverTakesACutStreamForAProperEnd() {
        var text = new Frame("assistantResponseEvent", "{\"content\":\"Hi.\"}");
        var half = new Frame("toolUseEvent", "{\"toolUseId\":\"t1\",\"name\":\"x\",\"input\":\"{\\\"a\"}");

        assertThat(read(asked(), text)).last().isInstanceOf(ChatEvent.Failed.class);
        assertThat(read(asked(), text, half, new Frame("end", "{}"))).last().isInstanceOf(ChatEvent.Failed.class);
        assertThat(read(asked(), new Frame("end", "{}"))).last().isInstanceOf(ChatEvent.Failed.class);
        assertThat(read(asked(), text, Frame.of("garbage"))).last().isInstanceOf(ChatEvent.Failed.class);
    }

    @ParameterizedTest
    @CsvSource({
        "rate_limit_error, RATE_LIMITED",
        "invalid_request_error, CLIENT_FAULT",
        "overloaded_error, OVERLOADED",
        "quota_exceeded, QUOTA_EXHAUSTED",
    })
    void readsWhatWentWrong(String type, Failure.Kind kind) {
        var error = "{\"type\":\"error\",\"error\":{\"type\":\"" + type + "\",\"message\":\"no\"}}";

        assertThat(read(asked(), new Frame("exception", error)))
                .last()
                .isInstanceOfSatisfying(
                        ChatEvent.Failed.class,
                        failed -> assertThat(failed.failure().kind()).isEqualTo(kind));
    }

    @Test
    void understandsNoDocument() {
        var reader = provider.answerReader(asked());

        assertThatThrownBy(() -> reader.whole("{\"content\":\"Hi.\"}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(ChatException.class);
    }
}
