package dev.signalbox.wire.responses;

import static dev.signalbox.wire.responses.Samples.events;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.chat.ChatAnswer;
import dev.signalbox.chat.ChatEvent;
import dev.signalbox.chat.Failure;
import dev.signalbox.chat.FinishReason;
import dev.signalbox.chat.Part;
import dev.signalbox.chat.Signature;
import dev.signalbox.chat.TokenUsage;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResponsesAnswerReaderTest {
    private static final String DONE = "{'type':'response.completed','response':{'status':'completed','output':[]}}";

    private static List<Part> parts(String... data) {
        return ChatAnswer.of(events(data)).first().parts();
    }

    private static Part call(String id, String arguments) {
        return Part.ToolCall.of(id, "f", arguments);
    }

    @Test
    void takesArgumentsThatOnlyTheDoneEventBrings() {
        assertThat(parts(
                        "{'type':'response.output_item.added','output_index':0,'item':{'type':'function_call','call_id':'c','name':'f'}}",
                        "{'type':'response.function_call_arguments.done','output_index':0,'arguments':'[1]'}",
                        "{'type':'response.output_item.done','output_index':0,'item':{'type':'function_call','call_id':'c','name':'f','arguments':'[1]'}}",
                        DONE))
                .containsExactly(call("c", "[1]"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'item_id':'other','output_index':0",
                "'item_id':'fc_1'",
                "'item_id':'unknown'",
                "'output_index':0"
            })
    void findsTheCallThatArgumentsBelongTo(String where) {
        assertThat(parts(
                        "{'type':'response.output_item.added','output_index':0,'item':{'id':'fc_1','type':'function_call','call_id':'c','name':'f'}}",
                        "{'type':'response.function_call_arguments.delta'," + where + ",'delta':'[1'}",
                        "{'type':'response.function_call_arguments.delta'," + where + ",'delta':']'}",
                        DONE))
                .containsExactly(call("c", "[1]"));
    }

    @Test
    void takesItemsThatOnlyTheFinalResponseBrings() {
        assertThat(parts("""
                        {'type':'response.completed','response':{'id':'r','output':[
                         {'type':'reasoning','summary':[],'content':[{'type':'reasoning_text','text':'hm'}]},
                         {'type':'message','content':[{'type':'output_text','text':'so'}]},
                         {'type':'function_call','call_id':'c','name':'f','arguments':'[]'}]}}""")).containsExactly(new Part.Thinking("hm", null), Part.Text.of("so"), call("c", "[]"));
    }

    @Test
    void takesATextThatOnlyTheItemBrings() {
        assertThat(parts(
                        "{'type':'response.output_item.done','item':{'type':'message','content':[{'type':'output_text','text':'so'}]}}",
                        DONE))
                .containsExactly(Part.Text.of("so"));
    }

    @Test
    void saysNothingTwice() {
        var item = "{'id':'msg_1','type':'message','content':[{'type':'output_text','text':'so'}]}";
        assertThat(parts(
                        "{'type':'response.output_item.added','output_index':0,'item':{'id':'msg_1','type':'message'}}",
                        "{'type':'response.output_text.delta','item_id':'msg_1','content_index':0,'delta':'so'}",
                        "{'type':'response.output_text.done','item_id':'msg_1','content_index':0,'text':'so'}",
                        "{'type':'response.output_item.done','output_index':0,'item':" + item + "}",
                        "{'type':'response.completed','response':{'output':[" + item + "]}}"))
                .containsExactly(Part.Text.of("so"));
    }

    @Test
    void joinsSummariesAndTakesTheLastSignature() {
        assertThat(parts(
                        "{'type':'response.output_item.added','item':{'type':'reasoning','encrypted_content':'early'}}",
                        "{'type':'response.reasoning_summary_part.added','summary_index':0}",
                        "{'type':'response.reasoning_summary_text.delta','summary_index':0,'delta':'a'}",
                        "{'type':'response.reasoning_summary_part.added','summary_index':1}",
                        "{'type':'response.reasoning_summary_text.delta','summary_index':1,'delta':'b'}",
                        "{'type':'response.output_item.done','item':{'type':'reasoning','encrypted_content':'last'}}",
                        DONE))
                .containsExactly(new Part.Thinking("a\n\nb", new Signature(Signature.OPENAI, "last")));
    }

    @Test
    void makesUpTheSameIdForACallWithoutOneEveryTime() {
        var data =
                "{'type':'response.completed','response':{'id':'r','output':[{'type':'function_call','name':'f','arguments':'1'},"
                        + "{'type':'function_call','name':'f','arguments':'2'}]}}";

        var ids = parts(data).stream().map(p -> ((Part.ToolCall) p).id()).toList();

        assertThat(ids).doesNotHaveDuplicates().hasSize(2);
        assertThat(parts(data).stream().map(p -> ((Part.ToolCall) p).id())).isEqualTo(ids);
    }

    @Test
    void leavesOutACallThatNeverGetsItsName() {
        var answer = ChatAnswer.of(
                events("{'type':'response.output_item.added','item':{'type':'function_call','call_id':'c'}}", DONE));

        assertThat(answer.first().parts()).isEmpty();
        assertThat(answer.first().finish()).isEqualTo(FinishReason.STOP);
    }

    @ParameterizedTest
    @CsvSource({"max_output_tokens, LENGTH", "content_filter, CONTENT_FILTER", "something_new, LENGTH"})
    void readsAnIncompleteAnswerAsAnAnswer(String reason, FinishReason finish) {
        var last = events("{'type':'response.incomplete','response':{'status':'incomplete','output':[],"
                        + "'incomplete_details':{'reason':'" + reason + "'}}}")
                .getLast();

        assertThat(last).isEqualTo(new ChatEvent.Finished(finish, null, null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'type':'response.failed','response':{'error':{'code':'rate_limit_exceeded','message':'x'}}} | RATE_LIMITED",
                "{'type':'response.failed','response':{'error':{'code':'server_is_overloaded','message':'x'}}} | OVERLOADED",
                "{'type':'response.failed','response':{'error':{'code':'context_length_exceeded','message':'x'}}} | CLIENT_FAULT",
                "{'type':'error','code':'server_error','message':'x'} | OVERLOADED",
                "{'type':'error','error':{'type':'invalid_request_error','code':'invalid_prompt','message':'x'}} | CLIENT_FAULT",
                "{'type':'error','error':{'code':'insufficient_quota','message':'x'}} | QUOTA_EXHAUSTED",
                "{'error':{'type':'invalid_request_error','message':'x'}} | CLIENT_FAULT"
            })
    void readsAFailureInsideTheStream(String data, Failure.Kind kind) {
        assertThat(events(data)).singleElement().isInstanceOfSatisfying(ChatEvent.Failed.class, f -> {
            assertThat(f.failure().kind()).isEqualTo(kind);
            assertThat(f.failure().message()).isEqualTo("x");
        });
    }

    @Test
    void keepsASearchThatTheProviderRan() {
        var parts = parts(
                "{'type':'response.output_item.done','item':{'id':'ws_1','type':'web_search_call',"
                        + "'action':{'type':'search','query':'q'}}}",
                DONE);

        assertThat(parts).hasSize(2);
        assertThat(((Part.ServerToolCall) parts.getFirst()).id()).isEqualTo("ws_1");
        assertThat(((Part.ServerToolCall) parts.getFirst()).input().text()).contains("\"query\":\"q\"");
    }

    @Test
    void givesACallWithoutArgumentsAnEmptyObject() {
        var item = "{'id':'f1','type':'function_call','call_id':'c','name':'f','arguments':''}";
        assertThat(parts("{'type':'response.output_item.added','output_index':0,'item':" + item + "}", DONE))
                .containsExactly(call("c", "{}"));
        assertThat(parts("{'type':'response.completed','response':{'output':[" + item + "]}}"))
                .containsExactly(call("c", "{}"));
    }

    @Test
    void keepsItemsApartThatShareAnId() {
        var one = "{'id':'i','type':'message','content':[{'type':'output_text','text':'one'}]}";
        var two = "{'id':'i','type':'message','content':[{'type':'output_text','text':'two'}]}";
        assertThat(parts("{'type':'response.completed','response':{'output':[" + one + "," + two + "]}}"))
                .containsExactly(Part.Text.of("one"), Part.Text.of("two"));
        assertThat(parts(
                        "{'type':'response.output_text.delta','item_id':'i','output_index':0,'content_index':0,'delta':'one'}",
                        "{'type':'response.output_item.done','output_index':0,'item':" + one + "}",
                        "{'type':'response.output_text.delta','item_id':'i','output_index':1,'content_index':0,'delta':'two'}",
                        "{'type':'response.output_item.done','output_index':1,'item':" + two + "}",
                        "{'type':'response.completed','response':{'output':[" + one + "," + two + "]}}"))
                .containsExactly(Part.Text.of("one"), Part.Text.of("two"));
    }

    @Test
    void partsSummariesThatNobodyAnnounced() {
        assertThat(parts(
                        "{'type':'response.reasoning_summary_text.delta','summary_index':0,'delta':'a'}",
                        "{'type':'response.reasoning_summary_text.done','summary_index':1,'text':'b'}",
                        DONE))
                .containsExactly(new Part.Thinking("a\n\nb", null));
    }

    @Test
    void takesCitationsThatOnlyTheItemBrings() {
        var citation = "{'type':'url_citation','url':'https://a.example','start_index':0,'end_index':2}";
        var item = "{'id':'i','type':'message','content':[{'type':'output_text','text':'so','annotations':[" + citation
                + "]}]}";
        var delta = "{'type':'response.output_text.delta','item_id':'i','content_index':0,'delta':'so'}";
        var added = "{'type':'response.output_text.annotation.added','item_id':'i','content_index':0,'annotation':"
                + citation + "}";
        var done = "{'type':'response.output_item.done','output_index':0,'item':" + item + "}";

        assertThat(events(delta, done, DONE))
                .filteredOn(ChatEvent.CitationAdded.class::isInstance)
                .hasSize(1);
        assertThat(events(delta, added, done, DONE))
                .filteredOn(ChatEvent.CitationAdded.class::isInstance)
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"'status':'failed'", "'status':'cancelled'", "'error':{'message':'m'}"})
    void takesNoFailureForAnEnd(String response) {
        assertThat(events("{'type':'response.completed','response':{" + response + ",'output':[]}}")
                        .getLast())
                .isInstanceOf(ChatEvent.Failed.class);
    }

    @ParameterizedTest
    @CsvSource({"10, 60, 5, 3, 0, 10, 3", "10, 4, 5, 94, 6, 4, 5"})
    void countsNoMoreThanThereIs(
            long input, long cached, long output, long thought, long plain, long read, long reasoning) {
        var usage = "'usage':{'input_tokens':" + input + ",'input_tokens_details':{'cached_tokens':" + cached
                + "},'output_tokens':" + output + ",'output_tokens_details':{'reasoning_tokens':" + thought + "}}";

        assertThat(ChatAnswer.of(events("{'type':'response.completed','response':{'output':[]," + usage + "}}"))
                        .usage())
                .isEqualTo(new TokenUsage(plain, output, read, 0, 0, reasoning));
    }
}
