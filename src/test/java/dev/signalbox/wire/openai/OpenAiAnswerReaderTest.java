package dev.signalbox.wire.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.chat.ChatAnswer;
import dev.signalbox.chat.ChatEvent;
import dev.signalbox.chat.FinishReason;
import dev.signalbox.chat.Part;
import dev.signalbox.chat.TokenUsage;
import dev.signalbox.wire.EncodedRequest;
import dev.signalbox.wire.Frame;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What servers do that almost speak Chat Completions. */
class OpenAiAnswerReaderTest {
    private static OpenAiAnswerReader reader() {
        return new OpenAiAnswerReader(EncodedRequest.of(new byte[0]));
    }

    private static List<ChatEvent> events(String... chunks) {
        var reader = reader();
        var events = new ArrayList<ChatEvent>();
        for (var chunk : chunks) {
            events.addAll(reader.read(Frame.of(chunk.replace('\'', '"'))));
        }
        events.addAll(reader.read(Frame.of("[DONE]")));
        events.addAll(reader.end());
        return events;
    }

    private static ChatAnswer streamed(String... chunks) {
        return ChatAnswer.of(events(chunks));
    }

    private static ChatAnswer whole(String message) {
        var body = "{'id':'x','choices':[{'index':0,'message':" + message + ",'finish_reason':'stop'}]}";
        return reader().whole(body.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private static String delta(String delta) {
        return "{'id':'x','choices':[{'index':0,'delta':" + delta + ",'finish_reason':null}]}";
    }

    private static String finish(String reason) {
        return "{'id':'x','choices':[{'index':0,'delta':{},'finish_reason':'" + reason + "'}]}";
    }

    private static List<String> calls(ChatAnswer answer) {
        return answer.first().parts().stream()
                .map(Part.ToolCall.class::cast)
                .map(c -> c.name() + c.arguments())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "'id':'',", "'id':'','index':0,", "'id':null,"})
    void keepsCallsApartThatHaveNoIds(String id) {
        var first = "{" + id + "'function':{'name':'f','arguments':'{\\'a\\':1}'}}";
        var second = "{" + id + "'function':{'name':'g','arguments':'{}'}}";
        var message = "{'tool_calls':[" + first + "," + second + "]}";

        assertThat(calls(whole(message))).containsExactly("f{\"a\":1}", "g{}");
        assertThat(calls(streamed(delta(message), finish("tool_calls")))).containsExactly("f{\"a\":1}", "g{}");
        assertThat(calls(streamed(
                        delta("{'tool_calls':[" + first + "]}"),
                        delta("{'tool_calls':[" + second + "]}"),
                        finish("tool_calls"))))
                .containsExactly("f{\"a\":1}", "g{}");
    }

    @Test
    void takesANameThatIsRepeatedWithEachPieceForTheSameCall() {
        assertThat(calls(streamed(
                        delta("{'tool_calls':[{'index':0,'id':'c','function':{'name':'f','arguments':'{'}}]}"),
                        delta("{'tool_calls':[{'index':0,'id':'c','function':{'name':'f','arguments':'}'}}]}"),
                        delta("{'tool_calls':[{'index':0,'id':'c','function':{'name':'f','arguments':''}}]}"),
                        finish("tool_calls"))))
                .containsExactly("f{}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'reasoning_details':[{'type':'reasoning.text','text':'hm'}]",
                "'reasoning_details':[{'type':'reasoning.summary','summary':'hm'},{'type':'reasoning.encrypted','data':'x'}]",
                "'reasoning':'hm','reasoning_details':[{'type':'reasoning.text','text':'hm'}]",
                "'reasoning_content':'hm','reasoning':'hm'"
            })
    void readsAThoughtOnceWhereverItStands(String fields) {
        var expected = List.of(new Part.Thinking("hm", null), Part.Text.of("so"));

        assertThat(whole("{" + fields + ",'content':'so'}").first().parts()).isEqualTo(expected);
        assertThat(streamed(delta("{" + fields + "}"), delta("{'content':'so'}"), finish("stop"))
                        .first()
                        .parts())
                .isEqualTo(expected);
    }

    @Test
    void readsACompletionThatIsStreamedInOnePiece() {
        var completion =
                "{'id':'x','object':'chat.completion','choices':[{'index':0,'message':{'content':'so'},'finish_reason':'stop'}]}";
        var repeated = "{'id':'x','choices':[{'index':0,'message':{'content':'so'},'finish_reason':'stop'}]}";

        assertThat(streamed(completion).first().parts()).containsExactly(Part.Text.of("so"));
        assertThat(streamed(delta("{'content':'so'}"), repeated).first().parts())
                .containsExactly(Part.Text.of("so"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"error", "network_error", "insufficient_system_resource", "abort"})
    void takesNoBreakdownForAnEnd(String reason) {
        assertThat(events(delta("{'content':'so'}"), finish(reason)).getLast()).isInstanceOf(ChatEvent.Failed.class);
    }

    @Test
    void knowsAFullContextWindow() {
        assertThat(streamed(delta("{'content':'so'}"), finish("model_context_window_exceeded"))
                        .first()
                        .finish())
                .isEqualTo(FinishReason.LENGTH);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'choices':[{'index':0,'delta':{},'usage':{'prompt_tokens':5,'completion_tokens':2}}]",
                "'choices':[],'x_groq':{'usage':{'prompt_tokens':5,'completion_tokens':2}}",
                "'choices':[],'usage':{'prompt_tokens':5,'completion_tokens':2}"
            },
            quoteCharacter = '~')
    void findsTheCountsWhereServersPutThem(String fields) {
        assertThat(streamed(delta("{'content':'so'}"), finish("stop"), "{" + fields + "}")
                        .usage())
                .isEqualTo(TokenUsage.of(5, 2));
    }

    @Test
    void keepsTheCountsThatZerosFollow() {
        var zeros = "{'choices':[],'usage':{'prompt_tokens':0,'completion_tokens':0,'total_tokens':0}}";
        var counts =
                "{'choices':[{'index':0,'delta':{'content':'so'}}],'usage':{'prompt_tokens':5,'completion_tokens':2}}";

        assertThat(streamed(counts, finish("stop"), zeros).usage()).isEqualTo(TokenUsage.of(5, 2));
        assertThat(streamed(delta("{'content':'so'}"), finish("stop"), zeros).usage())
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({"135, 103, 94", "41, 9, 9", "0, 9, 9"})
    void addsThoughtsThatAreCountedBesideTheOutput(long total, long output, long reasoning) {
        var counts = "{'choices':[],'usage':{'prompt_tokens':32,'completion_tokens':9,'total_tokens':" + total
                + ",'completion_tokens_details':{'reasoning_tokens':94}}}";

        assertThat(streamed(delta("{'content':'so'}"), finish("stop"), counts).usage())
                .isEqualTo(new TokenUsage(32, output, 0, 0, 0, reasoning));
    }
}
