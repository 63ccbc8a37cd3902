package dev.signalbox.wire.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.chat.CacheControl;
import dev.signalbox.chat.ChatException;
import dev.signalbox.chat.ChatRequest;
import dev.signalbox.chat.Effort;
import dev.signalbox.chat.Media;
import dev.signalbox.chat.OutputFormat;
import dev.signalbox.chat.Part;
import dev.signalbox.chat.Reasoning;
import dev.signalbox.chat.Role;
import dev.signalbox.chat.Signature;
import dev.signalbox.chat.Tool;
import dev.signalbox.chat.ToolChoice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestReaderTest {
    private static final ChatRequest EVERYTHING =
            new AnthropicClientProtocol().readRequest(Samples.bytes("requests/everything.json"), "", false);

    @Test
    void keepsSystemPromptsWhereTheyWereGiven() {
        assertThat(EVERYTHING.messages())
                .extracting(m -> m.role())
                .containsExactly(Role.SYSTEM, Role.USER, Role.SYSTEM, Role.ASSISTANT, Role.SYSTEM, Role.USER);
        assertThat(EVERYTHING.messages().getFirst().parts()).hasSize(2);
        assertThat(EVERYTHING.messages().getFirst().parts().getFirst())
                .isInstanceOfSatisfying(
                        Part.Text.class, t -> assertThat(t.cache()).isEqualTo(new CacheControl("1h", "global")));
    }

    @Test
    void readsEveryKindOfContent() {
        assertThat(EVERYTHING.messages().get(1).parts())
                .extracting(p -> p.getClass().getSimpleName())
                .containsExactly("Text", "Image", "Image", "Image", "Document", "Document", "Opaque", "Opaque");
        assertThat(EVERYTHING.messages().get(3).parts())
                .extracting(p -> p.getClass().getSimpleName())
                .containsExactly(
                        "Thinking",
                        "RedactedThinking",
                        "ServerToolCall",
                        "ServerToolResult",
                        "Text",
                        "ToolCall",
                        "ToolCall",
                        "ToolCall");
        assertThat(((Part.Document) EVERYTHING.messages().get(1).parts().get(5)).media())
                .isEqualTo(new Media.Inline("text/plain", "cGxhaW4gd29yZHM="));
        assertThat(((Part.Thinking) EVERYTHING.messages().get(3).parts().getFirst()).signature())
                .isEqualTo(new Signature(Signature.ANTHROPIC, "EroBCkYIBRgCKkA="));
        assertThat(((Part.ToolCall) EVERYTHING.messages().get(3).parts().get(5)).arguments())
                .isEqualTo("{\"city\":\"Bern\",\"n\":1.0}");
    }

    @Test
    void readsToolResultsInEveryForm() {
        var parts = EVERYTHING.messages().getLast().parts();

        assertThat(((Part.ToolResult) parts.getFirst()).content()).containsExactly(Part.Text.of("rain"));
        assertThat(((Part.ToolResult) parts.get(1)).content()).hasSize(3);
        assertThat(((Part.ToolResult) parts.get(1)).isError()).isTrue();
        assertThat(((Part.ToolResult) parts.get(2)).content()).isEmpty();
        assertThat(((Part.ToolResult) parts.get(2)).cache()).isEqualTo(new CacheControl("5m", null));
    }

    @Test
    void readsToolsThinkingFormatAndTheRest() {
        assertThat(EVERYTHING.tools())
                .extracting(t -> t.getClass().getSimpleName())
                .containsExactly("Function", "Function", "BuiltIn");
        assertThat(((Tool.Function) EVERYTHING.tools().getFirst()).extras()).containsOnlyKeys("defer_loading");
        assertThat(((Tool.BuiltIn) EVERYTHING.tools().getLast()).kind()).isEqualTo("web_search");
        assertThat(EVERYTHING.toolChoice()).isEqualTo(new ToolChoice.Named("get_weather"));
        assertThat(EVERYTHING.parallelToolCalls()).isFalse();
        assertThat(EVERYTHING.reasoning())
                .isEqualTo(new Reasoning(Effort.HIGH, 2048, false, Reasoning.Visibility.SHOWN, null));
        assertThat(EVERYTHING.format()).isInstanceOf(OutputFormat.JsonSchema.class);
        assertThat(EVERYTHING.limits().stopSequences()).containsExactly("END");
        assertThat(EVERYTHING.extras().user()).isEqualTo("user-1");
        assertThat(EVERYTHING.extras().other()).containsOnlyKeys("context_management", "output_config.task_budget");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "max_tokens                   | {'model':'m','messages':[{'role':'user','content':'x'}]}",
                "max_tokens                   |"
                        + " {'model':'m','max_tokens':0,'messages':[{'role':'user','content':'x'}]}",
                "model                        | {'max_tokens':1,'messages':[{'role':'user','content':'x'}]}",
                "messages                     | {'model':'m','max_tokens':1,'messages':[]}",
                "messages.0.role              |"
                        + " {'model':'m','max_tokens':1,'messages':[{'role':'tool','content':'x'}]}",
                "messages.0.content           | {'model':'m','max_tokens':1,'messages':[{'role':'user','content':''}]}",
                "messages.0.content.0.text    |"
                        + " {'model':'m','max_tokens':1,'messages':[{'role':'user','content':[{'type':'text'}]}]}",
                "messages.0.content.0         |"
                        + " {'model':'m','max_tokens':1,'messages':[{'role':'user','content':[{'type':'tool_use','id':'a','name':'b','input':{}}]}]}",
                "temperature                  |"
                        + " {'model':'m','max_tokens':1,'temperature':1.5,'messages':[{'role':'user','content':'x'}]}",
                "stop_sequences.0             | {'model':'m','max_tokens':1,'stop_sequences':['"
                        + " '],'messages':[{'role':'user','content':'x'}]}",
                "thinking.budget_tokens       |"
                        + " {'model':'m','max_tokens':1,'thinking':{'type':'enabled','budget_tokens':10},'messages':[{'role':'user','content':'x'}]}",
                "tool_choice.name             |"
                        + " {'model':'m','max_tokens':1,'tool_choice':{'type':'tool','name':'x'},'messages':[{'role':'user','content':'x'}]}",
                "tools.0.name                 | {'model':'m','max_tokens':1,'tools':[{'name':'a"
                        + " b','input_schema':{}}],'messages':[{'role':'user','content':'x'}]}",
                "tools.1.name                 |"
                        + " {'model':'m','max_tokens':1,'tools':[{'name':'a','input_schema':{}},{'name':'a','input_schema':{}}],'messages':[{'role':'user','content':'x'}]}",
                "output_config.format.schema  |"
                        + " {'model':'m','max_tokens':1,'output_config':{'format':{'type':'json_schema'}},'messages':[{'role':'user','content':'x'}]}"
            })
    void refusesWhatTheApiRefuses(String field, String body) {
        assertRefused(field, body);
    }

    @Test
    void refusesResultsWithoutCallsAndCallsWithoutResults() {
        var call = "{'role':'assistant','content':[{'type':'tool_use','id':'a','name':'f','input':{}}]}";
        var result = "{'type':'tool_result','tool_use_id':'a'}";

        assertRefused(
                "messages.0.content.1", body("{'role':'user','content':[{'type':'text','text':'x'}," + result + "]}"));
        assertRefused("messages.0", body(call + ",{'role':'user','content':'and?'}"));
        assertRefused(
                "messages.1.content.1", body(call + ",{'role':'user','content':[" + result + "," + result + "]}"));
        assertThat(read(body(call + ",{'role':'system','content':'s'},{'role':'user','content':[" + result + "]}"))
                        .messages())
                .hasSize(3);
        assertThat(read(body(call)).messages()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"adaptive", "auto"})
    void takesAdaptiveThinkingWithItsEffort(String type) {
        var request = read("{'model':'m','max_tokens':1,'thinking':{'type':'" + type
                + "'},'output_config':{'effort':'max'},'messages':[{'role':'user','content':'x'}]}");

        assertThat(request.reasoning())
                .isEqualTo(new Reasoning(Effort.MAX, null, true, Reasoning.Visibility.UNSPECIFIED, null));
    }

    @Test
    void countsWithoutALimit() {
        var body = Samples.quoted("{'model':'m','messages':[{'role':'user','content':'x'}]}");

        assertThat(new AnthropicClientProtocol()
                        .readCountRequest(body, "")
                        .limits()
                        .maxTokens())
                .isNull();
    }

    private static String body(String messages) {
        return "{'model':'m','max_tokens':1,'messages':[" + messages + "]}";
    }

    private static ChatRequest read(String body) {
        return new AnthropicClientProtocol().readRequest(Samples.quoted(body), "", false);
    }

    private static void assertRefused(String field, String body) {
        assertThatThrownBy(() -> read(body)).isInstanceOfSatisfying(ChatException.class, e -> {
            assertThat(e.failure().status()).isEqualTo(400);
            assertThat(e.failure().param()).isEqualTo(field);
            assertThat(e.failure().message()).startsWith(field + ": ");
        });
    }
}
