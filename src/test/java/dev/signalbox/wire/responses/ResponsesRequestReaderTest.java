package dev.signalbox.wire.responses;

import static dev.signalbox.wire.responses.Samples.input;
import static dev.signalbox.wire.responses.Samples.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.chat.ChatException;
import dev.signalbox.chat.Message;
import dev.signalbox.chat.Part;
import dev.signalbox.chat.Reasoning;
import dev.signalbox.chat.Role;
import dev.signalbox.chat.Signature;
import dev.signalbox.chat.Tool;
import dev.signalbox.chat.ToolChoice;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResponsesRequestReaderTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'model':'m'} | input | missing_required_parameter",
                "{'model':'m','stream':true,'max_output_tokens':64,'input':null} | input | missing_required_parameter",
                "{'input':'x'} | model | missing_required_parameter",
                "{'model':'m','messages':[]} | messages | unsupported_parameter",
                "{'model':'m','input':{}} | input | invalid_type",
                "{'model':'m','input':'x','max_output_tokens':1} | max_output_tokens | integer_below_min_value",
                "{'model':'m','input':'x','reasoning':{'effort':'huge'}} | reasoning.effort | invalid_value",
                "{'model':'m','input':[{'role':'tool','content':'x'}]} | input.0.role | invalid_value",
                "{'model':'m','input':[{'type':'function_call_output','call_id':'c','output':'x'}]} | input |"
                        + " invalid_value",
                "{'model':'m','input':'x','tools':[{'type':'function'}]} | tools.0.name | missing_required_parameter",
                "{'model':'m','input':'x','text':{'format':{'type':'json_schema'}}} | text.format.name |"
                        + " missing_required_parameter"
            })
    void refusesWhatTheApiRefuses(String request, String param, String code) {
        assertThatThrownBy(() -> read(request)).isInstanceOfSatisfying(ChatException.class, e -> {
            assertThat(e.failure().status()).isEqualTo(400);
            assertThat(e.failure().param()).isEqualTo(param);
            assertThat(e.failure().code()).isEqualTo(code);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'model':'m','instructions':'Say hello.'}",
                "{'model':'m','prompt':{'id':'p'}}",
                "{'model':'m','previous_response_id':'r'}",
                "{'model':'m','tools':[{'type':'function','name':'f'}]}",
                "{'model':'m','text':{'format':{'type':'json_object'}}}"
            })
    void takesARequestWithoutInputThatSaysWhatIsWanted(String request) {
        assertThat(read(request).messages()).noneMatch(m -> m.role() == Role.USER);
    }

    @Test
    void gathersWhatTheModelDidIntoOneTurn() {
        var request = input("""
            [{'type':'reasoning','summary':[{'type':'summary_text','text':'a'},{'type':'summary_text','text':'b'}]},
             {'type':'message','role':'assistant','content':[{'type':'output_text','text':'Look.'}]},
             {'type':'function_call','call_id':'c1','name':'f','arguments':'{}'},
             {'type':'function_call','call_id':'c2','name':'g','arguments':'{}'},
             {'role':'user','content':'by the way'},
             {'type':'function_call_output','call_id':'c2','output':'two'},
             {'type':'function_call_output','call_id':'c1','output':'one'}]\
            """);

        assertThat(request.messages()).extracting(Message::role).containsExactly(Role.ASSISTANT, Role.USER, Role.USER);
        assertThat(request.messages().getFirst().parts())
                .containsExactly(
                        new Part.Thinking("a\n\nb", null),
                        Part.Text.of("Look."),
                        Part.ToolCall.of("c1", "f", "{}"),
                        Part.ToolCall.of("c2", "g", "{}"));
        assertThat(request.messages().get(1).parts())
                .extracting(p -> ((Part.ToolResult) p).callId() + ((Part.ToolResult) p).name())
                .containsExactly("c1f", "c2g");
        assertThat(request.messages().get(2).parts()).containsExactly(Part.Text.of("by the way"));
    }

    @Test
    void matchesACallIdThatIsUsedAgainToItsOwnOutput() {
        var request = input("""
            [{'type':'function_call','call_id':'c','name':'f','arguments':'1'},
             {'type':'function_call_output','call_id':'c','output':'one'},
             {'type':'function_call','call_id':'c','name':'f','arguments':'2'},
             {'type':'function_call_output','call_id':'c','output':'two'}]\
            """);

        assertThat(request.messages()).hasSize(4);
        assertThat(result(request.messages().get(1)).content()).containsExactly(Part.Text.of("one"));
        assertThat(result(request.messages().get(3)).content()).containsExactly(Part.Text.of("two"));
    }

    private static Part.ToolResult result(Message message) {
        return (Part.ToolResult) message.parts().getFirst();
    }

    @Test
    void takesAnOutputWhoseCallThePreviousResponseHolds() {
        var request = read("""
            {'model':'m','previous_response_id':'resp_1',
             'input':[{'type':'function_call_output','call_id':'c','output':'x'}]}\
            """);

        assertThat(result(request.messages().getFirst()).callId()).isEqualTo("c");
        assertThat(request.extras().other()).containsKey("previous_response_id");
    }

    @Test
    void takesPicturesOutOfAnOutputGivenAsText() {
        var request = input("""
            [{'type':'function_call','call_id':'c','name':'f','arguments':'{}'},
             {'type':'function_call_output','call_id':'c','output':
              '[{\\'type\\':\\'input_image\\',\\'image_url\\':\\'data:image/png;base64,AA==\\'}]'}]\
            """.replace("\\'", "\\\""));

        assertThat(result(request.messages().get(1)).content()).singleElement().isInstanceOf(Part.Image.class);
    }

    @Test
    void keepsAnOutputThatOnlyLooksLikePictures() {
        var text = "[{\\'type\\':\\'input_image\\',\\'image_url\\':\\'data:image/png;base64,AA==\\'}] and more"
                .replace("\\'", "\\\"");
        var request = input("[{'type':'function_call','call_id':'c','name':'f','arguments':'{}'},"
                + "{'type':'function_call_output','call_id':'c','output':'" + text + "'}]");

        assertThat(result(request.messages().get(1)).content())
                .containsExactly(Part.Text.of(text.replace("\\\"", "\"")));
    }

    @Test
    void flattensNamespacesOnceAndFindsTheChosenTool() {
        var request = read("""
            {'model':'m','input':[{'type':'additional_tools','tools':[{'type':'function','name':'exec','description':'late'}]}],
             'tools':[{'type':'function','name':'exec','description':'first'},
              {'type':'namespace','name':'mcp__x__','tools':[{'type':'function','name':'add'},{'type':'custom','name':'run'}]},
              {'type':'namespace','name':'ns','tools':[{'type':'function','name':'ns__js'}]},
              {'type':'web_search_preview_2025_03_11'}],
             'tool_choice':{'type':'allowed_tools','mode':'required','tools':[
              {'type':'function','name':'js','namespace':'ns'},{'type':'custom','name':'run'},{'type':'web_search'}]}}\
            """);

        assertThat(request.tools())
                .extracting(Tool::name)
                .containsExactly("exec", "mcp__x__add", "mcp__x__run", "ns__js", "web_search");
        assertThat(((Tool.Function) request.tools().getFirst()).description()).isEqualTo("first");
        assertThat(request.toolChoice())
                .isEqualTo(new ToolChoice.Allowed(List.of("ns__js", "mcp__x__run", "web_search"), true));
    }

    @Test
    void tellsAFunctionFromTheBuiltInToolOfTheSameName() {
        var request = read("""
            {'model':'m','input':'x','tools':[{'type':'function','name':'web_search'},{'type':'web_search'}],
             'tool_choice':{'type':'function','name':'web_search'}}\
            """);

        assertThat(request.tools())
                .extracting(Tool::name)
                .doesNotHaveDuplicates()
                .hasSize(2);
        assertThat(request.toolChoice()).isEqualTo(new ToolChoice.Named("web_search"));
        assertThat(request.tool("web_search").orElseThrow()).isInstanceOf(Tool.Function.class);
    }

    @Test
    void givesGooglesSignatureToTheCallThatFollows() {
        var google = "CpcHAdHtim9abc12";
        var request = input("""
            [{'type':'reasoning','encrypted_content':'%s','summary':[{'type':'summary_text','text':'hm'}]},
             {'type':'function_call','call_id':'c1','name':'f','arguments':'{}'},
             {'type':'function_call','call_id':'c2','name':'f','arguments':'{}'}]\
            """.formatted(google));

        var parts = request.messages().getFirst().parts();
        assertThat(parts.getFirst()).isEqualTo(new Part.Thinking("hm", null));
        assertThat(((Part.ToolCall) parts.get(1)).signature()).isEqualTo(new Signature(Signature.GOOGLE, google));
        assertThat(((Part.ToolCall) parts.get(2)).signature()).isNull();
    }

    @Test
    void tellsSilentHiddenAndShownThoughtsApart() {
        assertThat(visibility("{}")).isNull();
        assertThat(visibility("{'effort':'low'}")).isEqualTo(Reasoning.Visibility.UNSPECIFIED);
        assertThat(visibility("{'effort':'low','summary':null}")).isEqualTo(Reasoning.Visibility.HIDDEN);
        assertThat(visibility("{'summary':'detailed'}")).isEqualTo(Reasoning.Visibility.SHOWN);
    }

    private static Reasoning.Visibility visibility(String reasoning) {
        var read =
                read("{'model':'m','input':'x','reasoning':" + reasoning + "}").reasoning();
        return read == null ? null : read.visibility();
    }
}
