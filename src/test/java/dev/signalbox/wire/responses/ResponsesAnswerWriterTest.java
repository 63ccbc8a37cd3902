package dev.signalbox.wire.responses;

import static dev.signalbox.wire.responses.Samples.read;
import static dev.signalbox.wire.responses.Samples.written;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.openai.core.ObjectMappers;
import com.openai.helpers.ResponseAccumulator;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseStreamEvent;
import dev.signalbox.chat.ChatAnswer;
import dev.signalbox.chat.ChatEvent;
import dev.signalbox.chat.ChatRequest;
import dev.signalbox.chat.Citation;
import dev.signalbox.chat.Failure;
import dev.signalbox.chat.FinishReason;
import dev.signalbox.chat.Media;
import dev.signalbox.chat.Part;
import dev.signalbox.chat.Protocol;
import dev.signalbox.chat.RawJson;
import dev.signalbox.chat.Signature;
import dev.signalbox.chat.TokenUsage;
import dev.signalbox.chat.ToolKind;
import dev.signalbox.wire.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ResponsesAnswerWriterTest {
    private static final ChatEvent.Started STARTED = new ChatEvent.Started("chatcmpl-1", "gpt-x", 5);
    private static final TokenUsage USAGE = new TokenUsage(60, 7, 40, 0, 0, 3);
    private static final ChatRequest REQUEST = read("""
            {'model':'m','instructions':'Be brief.','input':'hi','stream':true,'temperature':0.5,
             'tools':[{'type':'function','name':'f','parameters':{'type':'object','properties':{}},'strict':true},
              {'type':'custom','name':'exec'},{'type':'web_search'},
              {'type':'namespace','name':'ns','tools':[{'type':'function','name':'js'}]}],
             'tool_choice':'required','text':{'verbosity':'low'},'reasoning':{'effort':'low','summary':'auto'},'metadata':{'a':'b'}}""");
    private static final Part CITED = new Part.Text(
            "It rains.",
            null,
            List.of(new Citation("https://x.example", "X", "rains", 3, 8, Protocol.GEMINI, RawJson.EMPTY_OBJECT)),
            null);
    private static final Part IMAGE = new Part.Image(new Media.Inline("image/png", "aGk="), null, null);
    private static final Part SEARCH = new Part.ServerToolCall(
            "srv_1", "web_search", new RawJson("{\"query\":\"q\"}"), Protocol.ANTHROPIC_MESSAGES, RawJson.EMPTY_OBJECT);

    private static ChatAnswer answer(FinishReason finish, Part... parts) {
        return new ChatAnswer(
                "chatcmpl-1",
                "gpt-x",
                5,
                List.of(new ChatAnswer.Choice(0, Arrays.asList(parts), finish, null, List.of())),
                USAGE);
    }

    private static List<JsonNode> stream(FinishReason finish, Part... parts) {
        return written(REQUEST, answer(finish, parts).events());
    }

    private static List<String> types(List<JsonNode> events) {
        return events.stream()
                .map(e -> e.path("type").asText().replace("response.", ""))
                .toList();
    }

    private static JsonNode output(List<JsonNode> events) {
        return events.getLast().at("/response/output");
    }

    private static Part.ToolCall call(String name, String arguments) {
        return Part.ToolCall.of("call_1", name, arguments);
    }

    @Test
    void givesASearchWithoutAnIdOne() {
        for (var id : List.of("", "\"id\":\"\",", "\"id\":null,", "\"id\":5,")) {
            var raw = new RawJson("{" + id + "\"type\":\"web_search_call\",\"status\":\"completed\"}");
            var search =
                    new Part.ServerToolCall("", "web_search", RawJson.EMPTY_OBJECT, Protocol.OPENAI_RESPONSES, raw);

            var item = output(stream(FinishReason.STOP, search)).get(0);

            assertThat(item.path("id").isTextual()).as(id).isTrue();
            assertThat(item.path("id").asText()).as(id).isNotEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(FinishReason.class)
    void writesWhatTheVendorsLibraryReads(FinishReason finish) throws IOException {
        var answer = answer(
                finish,
                new Part.Thinking("I think.", new Signature(Signature.ANTHROPIC, "sig")),
                SEARCH,
                CITED,
                new Part.Refusal("No."),
                IMAGE,
                call("f", "{\"a\":1}"),
                new Part.ToolCall("call_2", "exec", "ls", ToolKind.CUSTOM, null, null),
                call("ns__js", ""));
        var mapper = ObjectMappers.jsonMapper();
        var sum = ResponseAccumulator.create();
        for (var event : written(REQUEST, answer.events())) {
            sum.accumulate(mapper.readValue(event.toString(), ResponseStreamEvent.class)
                    .validate());
        }
        var whole = new ResponsesAnswerWriter(Samples.context(REQUEST)).whole(answer);
        var response = mapper.readValue(whole, Response.class).validate();

        assertThat(sum.response()).isEqualTo(response);
        assertThat(response.output()).hasSize(7);
        assertThat(response.usage().orElseThrow().inputTokens()).isEqualTo(100);
        assertThat(response.usage().orElseThrow().inputTokensDetails().cachedTokens())
                .isEqualTo(40);
        assertThat(response.usage().orElseThrow().outputTokensDetails().reasoningTokens())
                .isEqualTo(3);
    }

    @Test
    void numbersEventsAndItemsWithoutGap() {
        var events = stream(FinishReason.TOOL_CALLS, new Part.Thinking("", null), Part.Text.of("so"), call("f", "{}"));

        for (int i = 0; i < events.size(); i++) {
            assertThat(events.get(i).path("sequence_number").asInt(-1)).isEqualTo(i);
        }
        assertThat(types(events))
                .containsExactly(
                        "created",
                        "in_progress",
                        "output_item.added",
                        "content_part.added",
                        "output_text.delta",
                        "output_text.done",
                        "content_part.done",
                        "output_item.done",
                        "output_item.added",
                        "function_call_arguments.delta",
                        "function_call_arguments.done",
                        "output_item.done",
                        "completed");
        assertThat(events.getLast().at("/response/id").asText()).isEqualTo("resp_chatcmpl-1");
        assertThat(events.getLast().at("/response/model").asText()).isEqualTo("gpt-x");
        assertThat(events.getLast().at("/response/instructions").asText()).isEqualTo("Be brief.");
    }

    @Test
    void marksWhatWasCutAndNothingElse() {
        var events = stream(FinishReason.LENGTH, Part.Text.of("so"), call("f", "{\"a"));

        assertThat(types(events)).endsWith("incomplete").doesNotContain("completed");
        assertThat(events.getLast().at("/response/incomplete_details/reason").asText())
                .isEqualTo("max_output_tokens");
        assertThat(output(events).valueStream().map(i -> i.path("status").asText()))
                .containsExactly("completed", "incomplete");
    }

    @Test
    void doesNotCompleteACallWhenTheAnswerFails() {
        var events = written(
                REQUEST,
                List.of(
                        STARTED,
                        new ChatEvent.ToolCallStarted(0, "c", "f", ToolKind.FUNCTION),
                        new ChatEvent.ToolArgumentsDelta(0, "{\"a"),
                        new ChatEvent.Failed(Failure.of(Failure.Kind.RATE_LIMITED, 429, "slow"))));

        assertThat(types(events)).endsWith("function_call_arguments.delta", "failed");
        assertThat(events.getLast().at("/response/error/code").asText()).isEqualTo("rate_limit_exceeded");
        assertThat(output(events)).isEmpty();
    }

    @Test
    void givesAFreeTextToolItsTextAlthoughTheProviderKnowsFunctionsOnly() {
        var events = stream(FinishReason.TOOL_CALLS, call("exec", "{\"input\": \"ls\\n-la\"}"));

        assertThat(types(events)).contains("custom_tool_call_input.done").noneMatch(t -> t.startsWith("function_call"));
        assertThat(output(events).at("/0/type").asText()).isEqualTo("custom_tool_call");
        assertThat(output(events).at("/0/input").asText()).isEqualTo("ls\n-la");
        assertThat(output(events).at("/0/id").asText()).startsWith("ctc_");
    }

    @Test
    void splitsANamespaceOffTheName() {
        var item = output(stream(FinishReason.TOOL_CALLS, call("ns__js", "{}"))).path(0);

        assertThat(item.path("name").asText()).isEqualTo("js");
        assertThat(item.path("namespace").asText()).isEqualTo("ns");
    }

    @Test
    void hidesThoughtsButKeepsTheirSignatureWhereTheClientWantsNone() {
        var request = read("{'model':'m','input':'hi','reasoning':{'effort':'low','summary':null}}");
        var events = written(
                request,
                answer(
                                FinishReason.STOP,
                                new Part.Thinking("secret", new Signature(Signature.OPENAI, "gAAAAABx")),
                                new Part.Thinking("unsigned", null),
                                Part.Text.of("so"))
                        .events());

        assertThat(events.toString()).doesNotContain("secret").doesNotContain("unsigned");
        assertThat(output(events)).hasSize(2);
        assertThat(output(events).at("/0/encrypted_content").asText()).isEqualTo("gAAAAABx");
    }

    @Test
    void givesForeignSignaturesBackToTheirPlace() {
        var google = new Signature(Signature.GOOGLE, "opaque");
        var anthropic = new Signature(Signature.ANTHROPIC, "gAAAA-not-openai");
        Part[] parts = {
            new Part.RedactedThinking(anthropic),
            new Part.Thinking("hm", anthropic),
            new Part.Text("so", null, List.of(), google),
            new Part.ToolCall("c1", "f", "{}", ToolKind.FUNCTION, google, null),
            Part.ToolCall.of("c2", "f", "{}")
        };
        var items = new ArrayList<JsonNode>();
        output(stream(FinishReason.TOOL_CALLS, parts)).forEach(items::add);

        var request = Json.object().put("model", "m");
        items.forEach(request.putArray("input")::add);

        assertThat(ResponsesRequestReader.read(Json.bytes(request))
                        .messages()
                        .getFirst()
                        .parts())
                .containsExactly(parts);
    }

    @Test
    void citesByTheOffsetsOfTheWholeText() {
        var text =
                output(stream(FinishReason.STOP, Part.Text.of("Well. "), CITED)).at("/0/content/0");

        assertThat(text.path("text").asText()).isEqualTo("Well. It rains.");
        assertThat(text.at("/annotations/0/start_index").asInt()).isEqualTo(9);
        assertThat(text.at("/annotations/0/end_index").asInt()).isEqualTo(14);
        assertThat(text.at("/annotations/0/type").asText()).isEqualTo("url_citation");
    }
}
