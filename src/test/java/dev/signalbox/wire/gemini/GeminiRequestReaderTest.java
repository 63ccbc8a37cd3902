package dev.signalbox.wire.gemini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.chat.ChatException;
import dev.signalbox.chat.ChatRequest;
import dev.signalbox.chat.Effort;
import dev.signalbox.chat.Failure;
import dev.signalbox.chat.OutputFormat;
import dev.signalbox.chat.Part;
import dev.signalbox.chat.Protocol;
import dev.signalbox.chat.Reasoning.Visibility;
import dev.signalbox.chat.Role;
import dev.signalbox.chat.Signature;
import dev.signalbox.chat.Tool;
import dev.signalbox.chat.ToolChoice;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeminiRequestReaderTest {

    static ChatRequest read(String json) {
        return GeminiRequestReader.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8), "gemini-x", true);
    }

    private static List<Part.ToolCall> calls(ChatRequest request) {
        return parts(request, Part.ToolCall.class);
    }

    private static List<Part.ToolResult> results(ChatRequest request) {
        return parts(request, Part.ToolResult.class);
    }

    private static <P extends Part> List<P> parts(ChatRequest request, Class<P> type) {
        return request.messages().stream()
                .flatMap(m -> m.parts().stream())
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    @Test
    void readsEveryFieldInSnakeCaseAndCamelCaseAlike() {
        var camel = """
                {'systemInstruction': {'parts': [{'text': 'be brief'}]},
                 'contents': [{'parts': [{'text': 'look'}, {'inlineData': {'mimeType': 'image/png', 'data': 'aGk='}}]}],
                 'tools': [{'functionDeclarations': [{'name': 'f', 'parametersJsonSchema': {'type': 'object'}}]}],
                 'toolConfig': {'functionCallingConfig': {'mode': 'ANY', 'allowedFunctionNames': ['f']}},
                 'generationConfig': {'temperature': 0.5, 'topP': 0.9, 'topK': 3, 'candidateCount': 2,
                   'maxOutputTokens': 77, 'stopSequences': ['END'], 'seed': 9, 'presencePenalty': 0.1,
                   'frequencyPenalty': 0.2, 'responseMimeType': 'application/json',
                   'thinkingConfig': {'includeThoughts': true, 'thinkingBudget': 500}}}""";
        var snake = camel.replace("systemInstruction", "system_instruction")
                .replace("inlineData", "inline_data")
                .replace("mimeType", "mime_type")
                .replace("functionDeclarations", "function_declarations")
                .replace("parametersJsonSchema", "parameters_json_schema")
                .replace("toolConfig", "tool_config")
                .replace("functionCallingConfig", "function_calling_config")
                .replace("allowedFunctionNames", "allowed_function_names")
                .replace("generationConfig", "generation_config")
                .replace("topP", "top_p")
                .replace("topK", "top_k")
                .replace("candidateCount", "candidate_count")
                .replace("maxOutputTokens", "max_output_tokens")
                .replace("stopSequences", "stop_sequences")
                .replace("presencePenalty", "presence_penalty")
                .replace("frequencyPenalty", "frequency_penalty")
                .replace("responseMimeType", "response_mime_type")
                .replace("thinkingConfig", "thinking_config")
                .replace("includeThoughts", "include_thoughts")
                .replace("thinkingBudget", "thinking_budget");

        var request = read(camel);

        assertThat(request).isEqualTo(read(snake));
        assertThat(request.messages().getFirst().role()).isEqualTo(Role.SYSTEM);
        assertThat(request.messages().get(1).parts()).hasSize(2);
        assertThat(request.toolChoice()).isEqualTo(new ToolChoice.Named("f"));
        assertThat(request.sampling().temperature()).isEqualByComparingTo("0.5");
        assertThat(request.sampling().topK()).isEqualTo(3);
        assertThat(request.sampling().seed()).isEqualTo(9);
        assertThat(request.limits().maxTokens()).isEqualTo(77);
        assertThat(request.limits().choices()).isEqualTo(2);
        assertThat(request.limits().stopSequences()).containsExactly("END");
        assertThat(request.format()).isEqualTo(OutputFormat.JSON);
        assertThat(request.reasoning().budget()).isEqualTo(500);
        assertThat(request.reasoning().visibility()).isEqualTo(Visibility.SHOWN);
        assertThat(request.stream()).isTrue();
        assertThat(request.model()).isEqualTo("gemini-x");
    }

    @Test
    void givesCallsWithoutIdsTheSameIdsOnEveryReplay() {
        var turn = "{'role':'model','parts':[{'functionCall':{'name':'a','args':{'n':1}}},"
                + "{'functionCall':{'name':'a','args':{'n':1}}}]},"
                + "{'role':'user','parts':[{'functionResponse':{'name':'a','response':{'r':1}}},"
                + "{'functionResponse':{'name':'a','response':{'r':2}}}]}";
        var shorter = read("{'contents':[{'parts':[{'text':'go'}]}," + turn + "]}");
        var longer = read("{'contents':[{'parts':[{'text':'go'}]}," + turn + "," + turn + "]}");

        assertThat(calls(shorter)).extracting(Part.ToolCall::id).doesNotHaveDuplicates();
        assertThat(calls(longer).subList(0, 2)).isEqualTo(calls(shorter));
        assertThat(calls(longer)).extracting(Part.ToolCall::id).doesNotHaveDuplicates();
        assertThat(results(shorter))
                .extracting(Part.ToolResult::callId)
                .containsExactlyElementsOf(
                        calls(shorter).stream().map(Part.ToolCall::id).toList());
    }

    @Test
    void matchesInterleavedResponsesByNameFirstComeFirst() {
        var request = read("{'contents':[{'role':'model','parts':[{'functionCall':{'name':'a'}},"
                + "{'functionCall':{'name':'b'}},{'functionCall':{'name':'a'}},{'functionCall':{'name':'b'}}]},"
                + "{'role':'function','parts':[{'functionResponse':{'name':'b'}},{'functionResponse':{'name':'a'}},"
                + "{'functionResponse':{'name':'b'}},{'functionResponse':{'name':'a'}}]}]}");
        var ids = calls(request).stream().map(Part.ToolCall::id).toList();

        assertThat(results(request))
                .extracting(Part.ToolResult::callId)
                .containsExactly(ids.get(1), ids.get(0), ids.get(3), ids.get(2));
    }

    @Test
    void letsAnExplicitIdTakeItsCallBeforeTheOthersChoose() {
        var request = read("{'contents':[{'role':'model','parts':[{'functionCall':{'name':'f','id':'c1'}},"
                + "{'functionCall':{'name':'f','id':'c2'}},{'functionCall':{'name':'f','id':'c3'}}]},"
                + "{'role':'user','parts':[{'functionResponse':{'name':'f'}},"
                + "{'functionResponse':{'name':'f','id':'c1'}},{'functionResponse':{'name':'f'}}]}]}");

        assertThat(results(request)).extracting(Part.ToolResult::callId).containsExactly("c2", "c1", "c3");
    }

    @Test
    void fillsInTheNameOfAResponseAndGivesSurplusOnesTheirOwnId() {
        var request = read("{'contents':[{'role':'model','parts':[{'functionCall':{'name':'read'}}]},"
                + "{'role':'user','parts':[{'functionResponse':{'name':'','response':{'output':'x'}}},"
                + "{'functionResponse':{'name':'read','response':{}}}]}]}");

        assertThat(results(request).getFirst().name()).isEqualTo("read");
        assertThat(results(request).getFirst().content()).containsExactly(Part.Text.of("x"));
        assertThat(results(request).get(1).callId())
                .isNotEqualTo(calls(request).getFirst().id());
    }

    @Test
    void returnsAnotherVendorsThoughtsThatACallCarried() {
        var thought = new Part.Thinking("I ponder", new Signature(Signature.ANTHROPIC, "c2ln"));
        var sealed = ThoughtEnvelope.seal(List.of(thought));

        var request = read(
                "{'contents':[{'parts':[{'text':'go'}]},{'role':'model','parts':[{'text':'I ponder','thought':true},"
                        + "{'text':'Let me see'},{'functionCall':{'name':'f','args':{}},'thoughtSignature':'" + sealed
                        + "'}]}]}");

        assertThat(request.messages().get(1).parts())
                .containsExactly(
                        thought,
                        Part.Text.of("Let me see"),
                        Part.ToolCall.of(calls(request).getFirst().id(), "f", "{}"));
    }

    @Test
    void keepsGooglesSignaturesWhereTheyStand() {
        var request = read("{'contents':[{'parts':[{'text':'go'}]},{'role':'model','parts':["
                + "{'text':'said','thoughtSignature':'QUJD'},{'text':'','thoughtSignature':'REVG'},"
                + "{'functionCall':{'name':'f'},'thoughtSignature':'R0hJ'}]}]}");
        var parts = request.messages().get(1).parts();

        assertThat(((Part.Text) parts.get(0)).signature()).isEqualTo(new Signature(Signature.GOOGLE, "QUJD"));
        assertThat(parts.get(1)).isEqualTo(new Part.Thinking("", new Signature(Signature.GOOGLE, "REVG")));
        assertThat(((Part.ToolCall) parts.get(2)).signature()).isEqualTo(new Signature(Signature.GOOGLE, "R0hJ"));
    }

    @Test
    void choosesPartsByMimeTypeAndReadsUpperCaseSchemas() {
        var request = read(
                "{'contents':[{'parts':[{'inlineData':{'mimeType':'audio/wav','data':'eA=='}},"
                        + "{'inlineData':{'mimeType':'video/mp4','data':'eA=='}},"
                        + "{'inlineData':{'mimeType':'application/pdf','data':'eA=='}},"
                        + "{'fileData':{'fileUri':'https://x.example/a.png'}}]}],"
                        + "'tools':[{'functionDeclarations':[{'name':'f','parameters':{'type':'OBJECT','properties':"
                        + "{'type':{'type':'STRING','nullable':true,'minLength':'2'}},'required':['type']}}]},{'googleSearch':{}}]}");

        assertThat(request.messages().getFirst().parts())
                .extracting(p -> p.getClass().getSimpleName())
                .containsExactly("Audio", "Video", "Document", "Image");
        var function = (Tool.Function) request.tools().getFirst();
        assertThat(function.parameters().text())
                .isEqualTo(
                        "{\"type\":\"object\",\"properties\":{\"type\":{\"type\":[\"string\",\"null\"],\"minLength\":2}},"
                                + "\"required\":[\"type\"]}");
        assertThat(request.tools().get(1)).isInstanceOfSatisfying(Tool.BuiltIn.class, b -> {
            assertThat(b.kind()).isEqualTo("web_search");
            assertThat(b.origin()).isEqualTo(Protocol.GEMINI);
        });
    }

    @Test
    void keepsWhatOnlyGeminiKnowsByItsPath() {
        var other = read("{'contents':[{'parts':[{'text':'x'}]}],'safetySettings':[{'category':'A','threshold':'B'}],"
                        + "'cachedContent':'c/1','labels':{'a':'b'},'generationConfig':{'responseLogprobs':true,"
                        + "'thinkingConfig':{'thinkingLevel':'LOW'}},'toolConfig':{'retrievalConfig':{}}}")
                .extras()
                .other();

        assertThat(other)
                .containsOnlyKeys(
                        "safetySettings",
                        "cachedContent",
                        "labels",
                        "generationConfig.responseLogprobs",
                        "toolConfig.retrievalConfig");
    }

    @Test
    void readsThinkingLevels() {
        var reasoning =
                read("{'contents':[{'parts':[{'text':'x'}]}],'generationConfig':{'thinkingConfig':{'thinkingLevel':'HIGH'}}}")
                        .reasoning();

        assertThat(reasoning.effort()).isEqualTo(Effort.HIGH);
        assertThat(reasoning.visibility()).isEqualTo(Visibility.UNSPECIFIED);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                                              | contents
            {'contents':[]}                                                                 | contents
            {'contents':'x'}                                                                | contents
            {'contents':[{'parts':[]}]}                                                     | contents[0].parts
            {'contents':[{'role':'system','parts':[{'text':'x'}]}]}                         | contents[0].role
            {'contents':[{'parts':[{'text':5}]}]}                                           | contents[0].parts[0].text
            {'contents':[{'parts':[{}]}]}                                                   | contents[0].parts[0]
            {'contents':[{'parts':[{'functionResponse':{'name':'f'}}]}]}                    | contents[0].parts[0].functionResponse
            {'contents':[{'role':'model','parts':[{'functionCall':{'name':''}}]}]}          | contents[0].parts[0].functionCall.name
            {'contents':[{'parts':[{'inlineData':{'data':'x'}}]}]}                          | contents[0].parts[0].inlineData.mimeType
            {'contents':[{'parts':[{'text':'x'}]}],'generationConfig':{'topK':'many'}}      | generationConfig.topK
            {'contents':[{'parts':[{'text':'x'}]}],'generationConfig':{'topK':1e999999999}} | generationConfig.topK
            {'contents':[{'parts':[{'text':'x'}]}],'generationConfig':{'temperature':3}}    | generationConfig.temperature
            {'contents':[{'parts':[{'text':'x'}]}],'generationConfig':{'maxOutputTokens':0}}| generationConfig.maxOutputTokens
            {'contents':[{'parts':[{'text':'x'}]}],'tools':[{'functionDeclarations':[{}]}]} | tools[0].functionDeclarations[0].name
            {'contents':[{'parts':[{'text':'x'}]}],'toolConfig':{'functionCallingConfig':{'mode':'SOME'}}} | toolConfig.functionCallingConfig.mode
            {'contents':[{'parts':[{'text':'x'}]}],'generationConfig':{'thinkingConfig':{'thinkingBudget':1,'thinkingLevel':'LOW'}}} | generationConfig.thinkingConfig.thinkingLevel
            """, quoteCharacter = '`')
    void refusesWhatTheApiRefusesAndNamesTheField(String body, String field) {
        assertThatThrownBy(() -> read(body)).isInstanceOfSatisfying(ChatException.class, e -> {
            assertThat(e.failure().kind()).isEqualTo(Failure.Kind.CLIENT_FAULT);
            assertThat(e.failure().status()).isEqualTo(400);
            assertThat(e.failure().param()).isEqualTo(field);
        });
    }
}
