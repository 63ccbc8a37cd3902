package dev.signalbox.wire.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.chat.CacheControl;
import dev.signalbox.chat.ChatRequest;
import dev.signalbox.chat.Effort;
import dev.signalbox.chat.Extras;
import dev.signalbox.chat.Limits;
import dev.signalbox.chat.Media;
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
import dev.signalbox.wire.EncodedRequest;
import dev.signalbox.wire.Json;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class GeminiRequestWriterTest {
    private static final Message HELLO = Message.of(Role.USER, Part.Text.of("Hello"));

    private static ChatRequest request(Protocol origin, List<Tool> tools, ToolChoice choice, List<Message> messages) {
        return new ChatRequest(
                "m",
                messages,
                tools,
                choice,
                null,
                Sampling.DEFAULT,
                null,
                OutputFormat.TEXT,
                Limits.NONE,
                true,
                Extras.of(origin));
    }

    private static ChatRequest talk(Message... messages) {
        return request(Protocol.OPENAI_CHAT, List.of(), ToolChoice.AUTO, List.of(messages));
    }

    private static EncodedRequest encode(ChatRequest request, String model) {
        return GeminiRequestWriter.write(request, ModelProfile.unknown(model));
    }

    private static JsonNode body(ChatRequest request, String model) {
        return Json.request(encode(request, model).body());
    }

    private static JsonNode json(String text) {
        return Json.parse(text.replace('\'', '"')).orElseThrow();
    }

    private static Message call(String id, String name, Signature signature) {
        return Message.of(Role.ASSISTANT, new Part.ToolCall(id, name, "{}", ToolKind.FUNCTION, signature, null));
    }

    private static Message result(String id, Part... content) {
        return Message.of(Role.USER, new Part.ToolResult(id, null, List.of(content), false, ToolKind.FUNCTION, null));
    }

    @Test
    void putsPromptsInFrontAndDropsEmptyParts() {
        var body = body(
                talk(
                        Message.of(Role.SYSTEM, Part.Text.of("one")),
                        Message.of(Role.DEVELOPER, Part.Text.of("two")),
                        Message.of(Role.USER, Part.Text.of(""), Part.Text.of("hi")),
                        Message.of(Role.USER, Part.Text.of(""))),
                "gemini-2.5-pro");

        assertThat(body)
                .isEqualTo(json("{'systemInstruction':{'parts':[{'text':'one'},{'text':'two'}]},"
                        + "'contents':[{'role':'user','parts':[{'text':'hi'}]}]}"));
    }

    @Test
    void makesARequestOfInstructionsAloneTheUsers() {
        assertThat(body(talk(Message.of(Role.SYSTEM, Part.Text.of("do it"))), "g"))
                .isEqualTo(json("{'contents':[{'role':'user','parts':[{'text':'do it'}]}]}"));
    }

    @Test
    void groupsResultsInCallOrderInOneUserTurn() {
        var body = body(
                talk(
                        HELLO,
                        call("c1", "run", null),
                        call("c2", "run", null),
                        result("c2", Part.Text.of("two")),
                        result(
                                "c1",
                                Part.Text.of("one"),
                                new Part.Image(new Media.Inline("image/png", "aGk="), null, null)),
                        Message.of(Role.USER, Part.Text.of("and?"))),
                "gemini-2.5-pro");

        assertThat(body.get("contents"))
                .isEqualTo(json("[{'role':'user','parts':[{'text':'Hello'}]},{'role':'model','parts':["
                        + "{'functionCall':{'id':'c1','name':'run','args':{}}},"
                        + "{'functionCall':{'id':'c2','name':'run','args':{}}}]},"
                        + "{'role':'user','parts':[{'functionResponse':{'id':'c1','name':'run','response':{'result':'one'}}},"
                        + "{'inlineData':{'mimeType':'image/png','data':'aGk='}},"
                        + "{'functionResponse':{'id':'c2','name':'run','response':{'result':'two'}}}]},"
                        + "{'role':'user','parts':[{'text':'and?'}]}]"));
    }

    @Test
    void answersEveryCallOnceAndDropsStrangeResults() {
        var encoded =
                encode(talk(HELLO, call("c1", "run", null), result("zz", Part.Text.of("x")), HELLO), "gemini-2.5-pro");
        var turns = Json.request(encoded.body()).get("contents");

        assertThat(turns.get(2).get("parts")).hasSize(1);
        assertThat(turns.at("/2/parts/0/functionResponse/response/error").isTextual())
                .isTrue();
        assertThat(encoded.losses()).containsExactly("messages.content.tool_result");
    }

    @Test
    void waivesTheSignatureOfTheFirstCallOfAStepForGeminiThreeOnly() {
        var request = talk(
                HELLO,
                call("c1", "a", new Signature(Signature.ANTHROPIC, "Zm9yZWlnbg==")),
                call("c2", "b", null),
                result("c1", Part.Text.of("1")),
                result("c2", Part.Text.of("2")),
                call("c3", "a", new Signature(Signature.GOOGLE, "b3du")),
                result("c3", Part.Text.of("3")));

        var third = body(request, "gemini-3-pro").get("contents");
        var second = body(request, "gemini-2.5-pro").get("contents");

        assertThat(third.at("/1/parts/0/thoughtSignature").asText()).isEqualTo("skip_thought_signature_validator");
        assertThat(third.at("/1/parts/1").has("thoughtSignature")).isFalse();
        assertThat(third.at("/3/parts/0/thoughtSignature").asText()).isEqualTo("b3du");
        assertThat(second.at("/1/parts/0").has("thoughtSignature")).isFalse();
        assertThat(second.at("/3/parts/0/thoughtSignature").asText()).isEqualTo("b3du");
    }

    @Test
    void movesAThoughtsSignatureToTheCallItLedTo() {
        var body = body(
                talk(
                        HELLO,
                        Message.of(
                                Role.ASSISTANT,
                                new Part.Thinking("hm", new Signature(Signature.GOOGLE, "c2ln")),
                                Part.ToolCall.of("c1", "a", "{\"n\":1.50}")),
                        result("c1", Part.Text.of("1"))),
                "gemini-3-pro");

        assertThat(body.at("/contents/1/parts"))
                .isEqualTo(
                        json("[{'text':'hm','thought':true},{'functionCall':{'id':'c1','name':'a','args':{'n':1.50}},"
                                + "'thoughtSignature':'c2ln'}]"));
    }

    @Test
    void renamesFunctionsEverywhereAndRestoresThem() {
        var encoded = encode(
                request(
                        Protocol.OPENAI_CHAT,
                        List.of(Tool.Function.of("1 read/file", "d", new RawJson("{\"properties\":{\"p\":{}}}"))),
                        new ToolChoice.Named("1 read/file"),
                        List.of(HELLO, call("c1", "1 read/file", null), result("c1", Part.Text.of("x")))),
                "gemini-2.5-pro");
        var body = Json.request(encoded.body());
        var name = body.at("/tools/0/functionDeclarations/0/name").asText();

        assertThat(name).matches("[A-Za-z_][A-Za-z0-9_.:-]{0,63}");
        assertThat(encoded.clientName(name)).isEqualTo("1 read/file");
        assertThat(body.at("/contents/1/parts/0/functionCall/name").asText()).isEqualTo(name);
        assertThat(body.at("/contents/2/parts/0/functionResponse/name").asText())
                .isEqualTo(name);
        assertThat(body.get("toolConfig"))
                .isEqualTo(json("{'functionCallingConfig':{'mode':'ANY','allowedFunctionNames':['" + name + "']}}"));
    }

    @Test
    void mapsEveryLimitAndSamplingField() {
        var request = new ChatRequest(
                "m",
                List.of(HELLO),
                List.of(),
                ToolChoice.AUTO,
                null,
                new Sampling(
                        new BigDecimal("0.70"),
                        new BigDecimal("0.9"),
                        40,
                        new BigDecimal("0.1"),
                        new BigDecimal("0.2"),
                        7L),
                null,
                new OutputFormat.JsonSchema(
                        "n",
                        null,
                        new RawJson(
                                "{\"$schema\":\"x\",\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"}},"
                                        + "\"additionalProperties\":false}"),
                        true),
                new Limits(200_000, List.of("a", "b", "c", "d", "e", "f"), 2),
                true,
                Extras.of(Protocol.ANTHROPIC_MESSAGES));

        var encoded = encode(request, "gemini-2.5-pro");

        assertThat(Json.request(encoded.body()).get("generationConfig"))
                .isEqualTo(json("{'temperature':0.70,'topP':0.9,'topK':40,'frequencyPenalty':0.1,'presencePenalty':0.2,"
                        + "'seed':7,'maxOutputTokens':65536,'stopSequences':['a','b','c','d','e'],'candidateCount':2,"
                        + "'responseMimeType':'application/json','responseJsonSchema':{'type':'object','properties':"
                        + "{'a':{'type':'string'}},'additionalProperties':false}}"));
        assertThat(encoded.losses()).containsExactly("stop_sequences");
    }

    @Test
    void tellsThinkingAsTheModelTakesIt() {
        var request = talk(HELLO);
        var shown = new Reasoning(Effort.HIGH, null, false, Reasoning.Visibility.SHOWN, null);

        assertThat(body(request.withReasoning(shown), "gemini-3-pro").at("/generationConfig/thinkingConfig"))
                .isEqualTo(json("{'thinkingLevel':'high','includeThoughts':true}"));
        assertThat(body(request.withReasoning(shown), "gemini-2.5-pro").at("/generationConfig/thinkingConfig"))
                .isEqualTo(json("{'thinkingBudget':24576,'includeThoughts':true}"));
        assertThat(body(request.withReasoning(Reasoning.of(Effort.NONE)), "gemini-2.5-flash")
                        .at("/generationConfig/thinkingConfig"))
                .isEqualTo(json("{'thinkingBudget':0}"));
        assertThat(body(request.withReasoning(Reasoning.ofBudget(8192)), "x").at("/generationConfig/thinkingConfig"))
                .isEqualTo(json("{'thinkingBudget':8192}"));
    }

    @Test
    void namesLossesInTheClientsWords() {
        var request = new ChatRequest(
                "m",
                List.of(Message.of(Role.USER, new Part.Text("x", CacheControl.EPHEMERAL, List.of(), null))),
                List.of(
                        Tool.Function.of("f", null, null),
                        new Tool.BuiltIn(
                                "web_search", "web_search", Protocol.ANTHROPIC_MESSAGES, new RawJson("{}"), null)),
                ToolChoice.REQUIRED,
                false,
                Sampling.DEFAULT,
                null,
                OutputFormat.JSON,
                Limits.NONE,
                true,
                new Extras(
                        Protocol.ANTHROPIC_MESSAGES,
                        "u1",
                        null,
                        null,
                        java.util.Map.of("mcp_servers", new RawJson("[]"))));

        var encoded = encode(request, "gemini-2.5-pro");

        assertThat(encoded.losses())
                .containsExactlyInAnyOrder(
                        "cache_control",
                        "tools.web_search",
                        "tool_choice.disable_parallel_tool_use",
                        "output_config.format",
                        "metadata.user_id",
                        "mcp_servers");
        assertThat(Json.request(encoded.body()).get("tools"))
                .isEqualTo(json(
                        "[{'functionDeclarations':[{'name':'f','parameters':{'type':'object','properties':{}}}]}]"));
    }

    @Test
    void writesAGeminiRequestBackWithoutLoss() {
        var given = "{'systemInstruction':{'parts':[{'text':'s'}]},'contents':[{'role':'user','parts':[{'text':'go'}]},"
                + "{'role':'model','parts':[{'functionCall':{'id':'c1','name':'f','args':{'a':1.0}},'thoughtSignature':'QUJD'}]},"
                + "{'role':'user','parts':[{'functionResponse':{'id':'c1','name':'f','response':{'output':'x'}}}]}],"
                + "'tools':[{'functionDeclarations':[{'name':'f','description':'d','parameters':{'type':'object',"
                + "'properties':{'a':{'type':'number'}}}}]},{'codeExecution':{}}],"
                + "'toolConfig':{'functionCallingConfig':{'mode':'ANY'}},"
                + "'generationConfig':{'topK':3,'thinkingConfig':{'thinkingBudget':5,'includeThoughts':true},"
                + "'responseLogprobs':true,'speechConfig':{}},'safetySettings':[{'category':'A'}],'cachedContent':'c'}";

        var encoded = encode(GeminiRequestReaderTest.read(given), "gemini-2.5-pro");

        assertThat(Json.request(encoded.body())).isEqualTo(json(given));
        assertThat(encoded.losses()).isEmpty();
    }

    @Test
    void fieldsThatLookLikePathsOrHaveNoNameStayWhereTheyAre() {
        var request = GeminiRequestReaderTest.read("""
                {'contents': [{'role': 'user', 'parts': [{'text': 'Hi'}]}],
                 'generationConfig': {'seed': 7, '': ['a'], 'new': 1},
                 'functionCallingConfig': ['b'], 'functionCallingConfig.mode': 'c', '': 'd'}""");

        var body = body(request, "gemini-2.5-pro");

        assertThat(body.at("/generationConfig/seed").asInt()).isEqualTo(7);
        assertThat(body.at("/generationConfig/new").asInt()).isEqualTo(1);
        assertThat(body.path("generationConfig").path("").path(0).asText()).isEqualTo("a");
        assertThat(body.path("functionCallingConfig").path(0).asText()).isEqualTo("b");
        assertThat(body.path("functionCallingConfig.mode").asText()).isEqualTo("c");
        assertThat(body.path("").asText()).isEqualTo("d");
    }
}
