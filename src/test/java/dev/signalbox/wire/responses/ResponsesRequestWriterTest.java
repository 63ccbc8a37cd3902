package dev.signalbox.wire.responses;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.chat.ChatRequest;
import dev.signalbox.chat.Extras;
import dev.signalbox.chat.Limits;
import dev.signalbox.chat.Message;
import dev.signalbox.chat.ModelProfile;
import dev.signalbox.chat.OutputFormat;
import dev.signalbox.chat.Part;
import dev.signalbox.chat.Protocol;
import dev.signalbox.chat.RawJson;
import dev.signalbox.chat.Reasoning;
import dev.signalbox.chat.Role;
import dev.signalbox.chat.Sampling;
import dev.signalbox.chat.Signature;
import dev.signalbox.chat.Tool;
import dev.signalbox.chat.ToolChoice;
import dev.signalbox.chat.ToolKind;
import dev.signalbox.wire.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResponsesRequestWriterTest {
    private static final RawJson SCHEMA =
            new RawJson("{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"}}}");

    private static ChatRequest from(Protocol origin, List<Tool> tools, Message... messages) {
        return ChatRequest.of(origin, "m", List.of(messages)).withTools(tools);
    }

    private static Part.ToolResult result(String id, Part... content) {
        return new Part.ToolResult(id, null, List.of(content), false, ToolKind.FUNCTION, null);
    }

    @Test
    void writesCallsAndTheirOutputsUnderTheSameShortIds() {
        var id = "toolu_" + "x".repeat(80);
        var request = from(
                Protocol.ANTHROPIC_MESSAGES,
                List.of(),
                Message.of(Role.USER, Part.Text.of("go")),
                Message.of(Role.ASSISTANT, Part.ToolCall.of(id, "f", "")),
                Message.of(Role.USER, result(id, Part.Text.of("done")), Part.Text.of("and?")));

        var input = Samples.body(request).path("input");

        assertThat(types(input)).containsExactly("message", "function_call", "function_call_output", "message");
        assertThat(input.at("/1/call_id").asText())
                .hasSizeLessThanOrEqualTo(64)
                .isEqualTo(input.at("/2/call_id").asText());
        assertThat(input.at("/1/arguments").asText()).isEqualTo("{}");
        assertThat(input.at("/2/output").asText()).isEqualTo("done");
    }

    private static List<String> types(JsonNode input) {
        return input.valueStream().map(i -> i.path("type").asText()).toList();
    }

    @Test
    void dropsAnOutputThatAnswersNoCallAndSaysSo() {
        var encoded = Samples.write(
                from(Protocol.ANTHROPIC_MESSAGES, List.of(), Message.of(Role.USER, result("x"), Part.Text.of("hi"))));

        assertThat(types(Json.request(encoded.body()).path("input"))).containsExactly("message");
        assertThat(encoded.losses()).containsExactly("messages.content.tool_result");
    }

    @Test
    void replaysOnlyWhatOpenAiEncryptedAndOnlyBeforeItsResult() {
        var own = new Signature(Signature.OPENAI, "gAAAAABx");
        var request = from(
                Protocol.ANTHROPIC_MESSAGES,
                List.of(),
                Message.of(
                        Role.ASSISTANT,
                        new Part.Thinking("mine", own),
                        new Part.Thinking("theirs", new Signature(Signature.ANTHROPIC, "EhkK")),
                        Part.Text.of("so"),
                        new Part.Thinking("", own)),
                Message.of(Role.USER, Part.Text.of("go on")));
        var encoded = Samples.write(request);
        var input = Json.request(encoded.body()).path("input");

        assertThat(types(input)).containsExactly("reasoning", "message", "message");
        assertThat(input.at("/0/encrypted_content").asText()).isEqualTo("gAAAAABx");
        assertThat(input.toString()).doesNotContain("EhkK").doesNotContain("theirs");
        assertThat(encoded.losses()).containsExactly("messages.content.thinking");
    }

    @Test
    void asksForNothingToBeKeptUnlessTheClientSpeaksResponses() {
        var chat = from(Protocol.OPENAI_CHAT, List.of(), Message.of(Role.USER, Part.Text.of("hi")));

        assertThat(Samples.body(chat).path("store").asText()).isEqualTo("false");
        assertThat(Samples.body(Samples.read("{'model':'m','input':'hi'}")).has("store"))
                .isFalse();
    }

    @Test
    void asksForEncryptedReasoningWhereTheModelReasons() {
        var request = from(Protocol.ANTHROPIC_MESSAGES, List.of(), Message.of(Role.USER, Part.Text.of("hi")))
                .withReasoning(Reasoning.ofBudget(31_999));
        var body = Samples.body(request);

        assertThat(body.at("/reasoning/effort").asText()).isEqualTo("high");
        assertThat(body.at("/include/0").asText()).isEqualTo("reasoning.encrypted_content");
        assertThat(Samples.body(request.withReasoning(Reasoning.ofBudget(0))).has("include"))
                .isFalse();
    }

    @Test
    void neverLetsTheStrictDefaultApply() {
        var closed =
                new RawJson("{\"type\":\"object\",\"properties\":{},\"required\":[],\"additionalProperties\":false}");
        var open = new Tool.Function("open", null, SCHEMA, true, null, null, Map.of());
        var strict = new Tool.Function("closed", null, closed, true, null, null, Map.of());
        var plain = Tool.Function.of("plain", null, null);
        var tools = Samples.body(from(Protocol.ANTHROPIC_MESSAGES, List.of(open, strict, plain)))
                .path("tools");

        assertThat(tools.valueStream().map(t -> t.path("strict").toString())).containsExactly("false", "true", "false");
        assertThat(tools.at("/2/parameters").toString()).isEqualTo("{\"type\":\"object\",\"properties\":{}}");
    }

    @Test
    void namesTheFieldsThatHaveNoPlace() {
        var request = new ChatRequest(
                "m",
                List.of(Message.of(Role.USER, Part.Text.of("hi"))),
                List.of(),
                ToolChoice.REQUIRED,
                null,
                new Sampling(null, null, 40, null, null, 7L),
                null,
                OutputFormat.TEXT,
                new Limits(4, List.of("END"), 1),
                false,
                Extras.of(Protocol.GEMINI));
        var encoded = new ResponsesRequestWriter(request, ModelProfile.unknown("m")).write();
        var body = Json.request(encoded.body());

        assertThat(encoded.losses())
                .containsExactly("generationConfig.topK", "generationConfig.seed", "generationConfig.stopSequences");
        assertThat(body.path("max_output_tokens").asInt()).isEqualTo(16);
        assertThat(body.has("tool_choice")).isFalse();
    }

    @Test
    void writesItsOwnClientsRequestBackWithoutLoss() {
        var text = """
                {'model':'m','instructions':'Be brief.','input':[
                  {'type':'message','role':'user','content':[{'type':'input_text','text':'hi'}]},
                  {'type':'reasoning','summary':[{'type':'summary_text','text':'hm'}],'encrypted_content':'gAAAAABx'},
                  {'type':'function_call','call_id':'c1','name':'js','namespace':'ns','arguments':'{}'},
                  {'type':'custom_tool_call','call_id':'c2','name':'exec','input':'ls'},
                  {'type':'function_call_output','call_id':'c1','output':'x'},
                  {'type':'custom_tool_call_output','call_id':'c2','output':'y'}],
                 'tools':[{'type':'namespace','name':'ns','description':'Tools of ns.','tools':[
                    {'type':'function','name':'js','parameters':{'type':'object','properties':{}},'defer_loading':true}]},
                  {'type':'custom','name':'exec'},{'type':'web_search','search_context_size':'low'}],
                 'tool_choice':{'type':'function','name':'js','namespace':'ns'},
                 'reasoning':{'effort':'high','summary':'auto','context':'all'},
                 'text':{'format':{'type':'json_object'},'verbosity':'low'},
                 'include':['reasoning.encrypted_content'],'store':false,'metadata':{'a':'b'},'truncation':'auto'}""";
        var encoded = Samples.write(Samples.read(text));

        assertThat(Json.request(encoded.body()))
                .isEqualTo(Json.parse(Samples.json(text)).orElseThrow());
        assertThat(encoded.losses()).isEmpty();
    }
}
