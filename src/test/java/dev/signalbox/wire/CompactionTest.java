package dev.signalbox.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.chat.ChatException;
import dev.signalbox.chat.Part;
import dev.signalbox.chat.TokenUsage;
import org.junit.jupiter.api.Test;

class CompactionTest {
    private static final byte[] REQUEST = """
        {"model":"m","instructions":"Be kind.","tools":[{"type":"function","name":"f"}],
         "text":{"format":{"type":"json_object"}},"input":[
         {"role":"developer","content":"Mind the gap."},
         {"type":"message","role":"user","content":[{"type":"input_text","text":"Fix it."},
          {"type":"input_image","image_url":"data:image/png;base64,AA=="}]},
         {"type":"reasoning","summary":[],"encrypted_content":"x"},
         {"type":"function_call","call_id":"c","name":"f","arguments":"{}"},
         {"type":"function_call_output","call_id":"c","output":"done"},
         {"role":"assistant","content":[{"type":"output_text","text":"Fixed."}]}]}
        """.getBytes(UTF_8);
    private static final byte[] RESPONSE = """
        {"id":"resp_0","object":"response","status":"completed","output":[
         {"type":"reasoning","summary":[]},
         {"type":"message","role":"assistant","content":[{"type":"output_text","text":" It was broken. "}]}],
         "usage":{"input_tokens":50,"input_tokens_details":{"cached_tokens":20},"output_tokens":7,
          "output_tokens_details":{"reasoning_tokens":3},"total_tokens":57}}
        """.getBytes(UTF_8);

    private static JsonNode json(byte[] body) {
        return Json.parse(body).orElseThrow();
    }

    @Test
    void asksForASummaryOfTheConversationAsItIs() {
        var asked = json(Compaction.summaryRequest(REQUEST));

        assertThat(asked.path("input")).hasSize(7);
        assertThat(asked.at("/input/3")).isEqualTo(json(REQUEST).at("/input/3"));
        assertThat(asked.at("/input/6/role").asText()).isEqualTo("user");
        assertThat(asked.at("/input/6/content/0/text").asText()).contains("summary");
        assertThat(asked.path("instructions").asText()).isEqualTo("Be kind.");
        assertThat(asked.path("tools")).hasSize(1);
        assertThat(asked.path("tool_choice").asText()).isEqualTo("none");
        assertThat(asked.path("store").asBoolean(true)).isFalse();
        assertThat(asked.has("text")).isFalse();
    }

    @Test
    void keepsWhatWasPutInAndSumsUpTheRest() {
        var answer = json(Compaction.answer(REQUEST, RESPONSE, "req_1", 1_700_000_000));

        assertThat(answer.path("object").asText()).isEqualTo("response.compaction");
        assertThat(answer.path("id").asText()).startsWith("resp_");
        assertThat(answer.path("created_at").asLong()).isEqualTo(1_700_000_000);
        assertThat(answer.at("/usage/total_tokens").asInt()).isEqualTo(57);
        var output = answer.path("output");
        assertThat(output.findValuesAsText("role")).containsExactly("developer", "user", "user");
        assertThat(output.findValuesAsText("text").subList(0, 2)).containsExactly("Mind the gap.", "Fix it.");
        assertThat(output.at("/2/content/0/text").asText())
                .startsWith("Summary")
                .endsWith("It was broken.");
        assertThat(output.findValuesAsText("id")).doesNotHaveDuplicates().allMatch(id -> id.startsWith("msg_"));
    }

    @Test
    void theNextCompactionReplacesTheSummary() {
        var first = Json.object();
        first.set(
                "input", json(Compaction.answer(REQUEST, RESPONSE, "req_1", 1)).path("output"));

        var second = json(Compaction.answer(Json.bytes(first), RESPONSE, "req_2", 2));

        assertThat(second.path("output")).hasSize(3);
    }

    @Test
    void leavesOutTheOldestMessagesOfALongConversation() {
        var request = Json.object();
        var input = request.putArray("input");
        for (int i = 0; i < 10; i++) {
            input.addObject().put("role", "user").put("content", i + "x".repeat(20_000));
        }

        var output = json(Compaction.answer(Json.bytes(request), RESPONSE, "req_1", 1))
                .path("output");

        assertThat(output.findValuesAsText("text").stream().map(t -> t.substring(0, 1)))
                .containsExactly("7", "8", "9", "S");
    }

    @Test
    void aTextAloneIsAMessage() {
        var output = json(Compaction.answer("{\"input\":\"Hi\"}".getBytes(UTF_8), RESPONSE, "r", 1))
                .path("output");

        assertThat(output.findValuesAsText("text").getFirst()).isEqualTo("Hi");
    }

    @Test
    void aProviderThatSaysNothingHasFailed() {
        assertThatThrownBy(() -> Compaction.answer(REQUEST, "{\"output\":[]}".getBytes(UTF_8), "r", 1))
                .isInstanceOfSatisfying(
                        ChatException.class,
                        e -> assertThat(e.failure().status()).isEqualTo(502));
    }

    @Test
    void hasCountsWhereTheProviderTellsNone() {
        var silent = "{\"output\":[{\"content\":[{\"type\":\"output_text\",\"text\":\"Hm.\"}]}]}";

        var answer = json(Compaction.answer(REQUEST, silent.getBytes(UTF_8), "r", 1));

        assertThat(answer.at("/usage/total_tokens").isInt()).isTrue();
        assertThat(answer.at("/usage/input_tokens_details/cached_tokens").isInt())
                .isTrue();
    }

    @Test
    void takesNoWebPageForAnAnswer() {
        assertThat(Compaction.isAnswer(RESPONSE)).isTrue();
        assertThat(Compaction.isAnswer("<html>".getBytes(UTF_8))).isFalse();
        assertThat(Compaction.isAnswer("{\"ok\":true}".getBytes(UTF_8))).isFalse();
    }

    @Test
    void countsWhatItCost() {
        assertThat(Compaction.usage(RESPONSE)).isEqualTo(new TokenUsage(30, 7, 20, 0, 0, 3));
        assertThat(Compaction.usage("no json".getBytes(UTF_8))).isEqualTo(TokenUsage.ZERO);
    }

    @Test
    void putsASummaryIntoAnItemThatIsReadAsOne() {
        var answer = Checkpoint.answer(RESPONSE, "m", "req-1", 7);
        var part = (Part.Opaque) answer.first().parts().getFirst();
        var item = Json.tree(part.raw());

        assertThat(item.path("type").asText()).isEqualTo("compaction");
        assertThat(item.path("encrypted_content").asText()).doesNotContain("broken");
        assertThat(answer.usage()).isEqualTo(new TokenUsage(30, 7, 20, 0, 0, 3));
        assertThat(Checkpoint.text(item))
                .hasValueSatisfying(text -> assertThat(text)
                        .startsWith("Summary of the conversation")
                        .endsWith("It was broken."));
        var body = ("{\"model\":\"m\", \"input\":[" + item + ",{\"role\":\"user\",\"content\":\"Go on.\"}],\"n\":1.50}")
                .getBytes(UTF_8);
        var opened = new String(Checkpoint.opened(body), UTF_8);
        assertThat(opened)
                .startsWith("{\"model\":\"m\", \"input\":[")
                .endsWith(",\"n\":1.50}")
                .contains("It was broken.");
        assertThat(json(opened.getBytes(UTF_8)).at("/input/0/role").asText()).isEqualTo("user");
    }

    @Test
    void leavesItemsOfAVendorAlone() {
        var body = "{\"input\":[{\"type\":\"compaction\",\"encrypted_content\":\"gAAA\"},{\"type\":\"compaction\","
                + "\"encrypted_content\":\"sb-summary.%%%\"}]}";

        assertThat(new String(Checkpoint.opened(body.getBytes(UTF_8)), UTF_8)).isEqualTo(body);
    }

    @Test
    void asksForASummaryWithoutTheTrigger() {
        var request = new String(REQUEST, UTF_8)
                .replace("\"Fixed.\"}]}]", "\"Fixed.\"}]},{\"type\":\"compaction_trigger\"}]");

        assertThat(Checkpoint.mayBeAsked(request.getBytes(UTF_8))).isTrue();
        assertThat(Checkpoint.mayBeAsked(REQUEST)).isFalse();
        assertThat(Compaction.summaryRequest(request.getBytes(UTF_8))).isEqualTo(Compaction.summaryRequest(REQUEST));
    }
}
