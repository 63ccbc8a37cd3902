package dev.signalbox.wire.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
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
import dev.signalbox.chat.Quirk;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OpenAiRequestWriterTest {
    private static final Part.Image PICTURE =
            new Part.Image(new Media.Inline("image/png", "iVBORw0KGgo="), "original", null);

    private Protocol origin = Protocol.ANTHROPIC_MESSAGES;
    private final List<Message> messages = new ArrayList<>();
    private final List<Tool> tools = new ArrayList<>();
    private ToolChoice choice = ToolChoice.AUTO;
    private Sampling sampling = Sampling.DEFAULT;
    private Reasoning reasoning = Reasoning.of(Effort.HIGH);
    private Limits limits = Limits.NONE;
    private OutputFormat format = OutputFormat.TEXT;
    private Map<String, RawJson> other = Map.of();

    @Test
    void putsResultsDirectlyAfterTheCallsAndTheRestBehindThem() {
        messages.add(Message.of(Role.ASSISTANT, Part.ToolCall.of("a", "f", "{}"), Part.ToolCall.of("b", "f", "")));
        messages.add(Message.of(Role.SYSTEM, Part.Text.of("reminder")));
        messages.add(Message.of(Role.USER, Part.Text.of("before"), result("a", Part.Text.of("1"))));
        messages.add(Message.of(Role.USER, result("b", Part.Text.of("2")), Part.Text.of("after")));

        var written = messages();

        assertThat(written.findValuesAsText("role"))
                .containsExactly("assistant", "tool", "tool", "system", "user", "user");
        assertThat(written.findValuesAsText("tool_call_id")).containsExactly("a", "b");
        assertThat(written.at("/0/tool_calls/1/function/arguments").asText()).isEqualTo("{}");
    }

    @Test
    void sendsOneResultForEachCallAndNoneForOthers() {
        messages.add(Message.of(Role.ASSISTANT, Part.ToolCall.of("a", "f", "{}")));
        messages.add(Message.of(
                Role.USER,
                result("a", Part.Text.of("old")),
                result("a", Part.Text.of("new")),
                result("gone", Part.Text.of("?"))));

        var sent = write(Set.of());

        assertThat(tree(sent).at("/messages")).hasSize(2);
        assertThat(tree(sent).at("/messages/1/content").asText()).isEqualTo("new");
        assertThat(sent.losses()).containsExactly("messages.content.tool_result");
    }

    @Test
    void showsPicturesOfResultsInAUserMessageWhereToolMessagesTakeTextOnly() {
        messages.add(Message.of(Role.ASSISTANT, Part.ToolCall.of("a", "f", "{}")));
        messages.add(Message.of(Role.USER, result("a", Part.Text.of("see"), PICTURE)));

        assertThat(messages().at("/1/content/1/image_url/detail").asText()).isEqualTo("high");
        var strict = tree(write(Set.of(Quirk.NO_TOOL_IMAGES))).at("/messages");
        assertThat(strict.at("/1/content").asText()).isEqualTo("see");
        assertThat(strict.at("/2/role").asText()).isEqualTo("user");
        assertThat(strict.at("/2/content/0/type").asText()).isEqualTo("image_url");
    }

    @Test
    void returnsThoughtsOnlyToProvidersThatTakeThem() {
        messages.add(Message.of(Role.ASSISTANT, new Part.Thinking("mine", null), Part.Text.of("said")));
        messages.add(Message.of(
                Role.ASSISTANT,
                new Part.Thinking("signed", new Signature(Signature.ANTHROPIC, "s")),
                Part.Text.of("said")));

        assertThat(messages().findValues("reasoning_content")).isEmpty();
        assertThat(tree(write(Set.of(Quirk.ECHOES_REASONING_CONTENT))).findValuesAsText("reasoning_content"))
                .containsExactly("mine", "signed");
        origin = Protocol.OPENAI_RESPONSES;
        assertThat(messages().findValuesAsText("reasoning_content")).containsExactly("mine");
        assertThat(tree(write(Set.of(Quirk.NO_REASONING_CONTENT))).findValues("reasoning_content"))
                .isEmpty();
    }

    @Test
    void wrapsFreeTextToolsAndRemembersThem() {
        origin = Protocol.OPENAI_RESPONSES;
        tools.add(new Tool.Custom("apply/patch", "d", new RawJson("{\"type\":\"grammar\"}"), null));
        messages.add(Message.of(
                Role.ASSISTANT, new Part.ToolCall("a", "apply/patch", "*** \"x\"", ToolKind.CUSTOM, null, null)));

        var sent = write(Set.of());

        assertThat(tree(sent).at("/tools/0/function/parameters/required/0").asText())
                .isEqualTo("input");
        assertThat(tree(sent).at("/messages/0/tool_calls/0/function/name").asText())
                .isEqualTo("apply_patch");
        assertThat(tree(sent).at("/messages/0/tool_calls/0/function/arguments").asText())
                .isEqualTo("{\"input\":\"*** \\\"x\\\"\"}");
        assertThat(sent.kind(sent.clientName("apply_patch"))).isEqualTo(ToolKind.CUSTOM);
        assertThat(sent.losses()).containsExactly("tools.0.format");
    }

    @Test
    void shortensLongIdsTheSameWayInCallAndResult() {
        var id = "toolu_" + "x".repeat(60);
        messages.add(Message.of(Role.ASSISTANT, Part.ToolCall.of(id, "f", "{}")));
        messages.add(Message.of(Role.USER, result(id, Part.Text.of("1"))));

        var written = messages().at("/0/tool_calls/0/id").asText();

        assertThat(written).hasSizeLessThanOrEqualTo(40);
        assertThat(messages().at("/1/tool_call_id").asText()).isEqualTo(written);
    }

    @Test
    void leavesChoiceOutWithoutTools() {
        choice = ToolChoice.REQUIRED;

        assertThat(tree(write(Set.of())).has("tool_choice")).isFalse();
    }

    @Test
    void offersOtherVendorsClientsOnlyTheAllowedTools() {
        tools.add(Tool.Function.of("a", null, null));
        tools.add(Tool.Function.of(
                "b", null, new RawJson("{\"anyOf\":[{\"properties\":{\"x\":{\"type\":\"array\"}}}]}")));
        choice = new ToolChoice.Allowed(List.of("b"), true);

        var body = tree(write(Set.of()));

        assertThat(body.at("/tools")).hasSize(1);
        assertThat(body.at("/tool_choice").asText()).isEqualTo("required");
        assertThat(body.at("/tools/0/function/parameters").toString())
                .isEqualTo("{\"properties\":{\"x\":{\"type\":\"array\",\"items\":{}}},\"type\":\"object\"}");
        assertThat(tree(write(Set.of(Quirk.NO_FORCED_TOOL_CHOICE))).has("tool_choice"))
                .isFalse();
    }

    @Test
    void honoursWhatAProviderDoesNotKnow() {
        sampling = new Sampling(new BigDecimal("0.50"), null, 40, new BigDecimal("1"), null, 7L);
        limits = new Limits(10, List.of("a", "b", "c", "d", "e"), 1);
        format = new OutputFormat.JsonSchema("my answer", null, new RawJson("{}"), null);
        messages.add(Message.of(Role.DEVELOPER, Part.Text.of("Rules.")));

        var plain = write(Set.of());
        assertThat(tree(plain).at("/temperature").toString()).isEqualTo("0.50");
        assertThat(tree(plain).at("/max_tokens").asInt()).isEqualTo(10);
        assertThat(tree(plain).at("/stop")).hasSize(4);
        assertThat(tree(plain).at("/response_format/json_schema/name").asText()).isEqualTo("my_answer");
        assertThat(tree(plain).at("/reasoning_effort").asText()).isEqualTo("high");
        assertThat(tree(plain).at("/stream_options/include_usage").asBoolean()).isTrue();
        assertThat(plain.losses()).containsExactly("stop_sequences", "top_k");

        var quirks = Set.of(
                Quirk.NO_TEMPERATURE,
                Quirk.NO_PENALTIES,
                Quirk.NO_STOP,
                Quirk.MAX_COMPLETION_TOKENS,
                Quirk.NO_JSON_SCHEMA,
                Quirk.NO_REASONING,
                Quirk.NO_STREAM_OPTIONS,
                Quirk.NO_DEVELOPER_ROLE);
        var poor = write(quirks);
        assertThat(tree(poor).properties().stream().map(Map.Entry::getKey))
                .containsExactly("model", "messages", "max_completion_tokens", "seed", "response_format", "stream");
        assertThat(tree(poor).at("/response_format/type").asText()).isEqualTo("json_object");
        assertThat(tree(poor).at("/messages/0/role").asText()).isEqualTo("system");
        assertThat(poor.losses())
                .containsExactly(
                        "stop_sequences",
                        "temperature",
                        "frequency_penalty",
                        "top_k",
                        "thinking",
                        "output_config.format");
    }

    @Test
    void turnsThinkingOnInTheProvidersOwnWay() {
        assertThat(tree(write(Set.of(Quirk.THINKING_OBJECT)))
                        .at("/thinking/type")
                        .asText())
                .isEqualTo("enabled");
        assertThat(tree(write(Set.of(Quirk.ENABLE_THINKING)))
                        .at("/thinking_budget")
                        .asInt())
                .isEqualTo(Effort.HIGH.budget());
        reasoning = Reasoning.of(Effort.NONE);
        assertThat(tree(write(Set.of(Quirk.THINKING_OBJECT)))
                        .at("/thinking/type")
                        .asText())
                .isEqualTo("disabled");
        assertThat(tree(write(Set.of(Quirk.ENABLE_THINKING)))
                        .at("/enable_thinking")
                        .asBoolean(true))
                .isFalse();
    }

    @Test
    void writesItsOwnProtocolBackWithoutLoss() {
        origin = Protocol.OPENAI_CHAT;
        other = Map.of("logit_bias", new RawJson("{\"5\":-100}"));
        sampling = new Sampling(null, null, 40, null, null, null);
        tools.add(new Tool.Custom("sh", null, new RawJson("{\"type\":\"grammar\",\"syntax\":\"lark\"}"), null));

        var sent = write(Set.of());

        assertThat(sent.losses()).isEmpty();
        assertThat(tree(sent).at("/logit_bias/5").asInt()).isEqualTo(-100);
        assertThat(tree(sent).at("/top_k").asInt()).isEqualTo(40);
        assertThat(tree(sent).at("/tools/0/custom/format/grammar/syntax").asText())
                .isEqualTo("lark");
    }

    private static Part.ToolResult result(String id, Part... content) {
        return new Part.ToolResult(id, null, List.of(content), false, ToolKind.FUNCTION, null);
    }

    private JsonNode messages() {
        return tree(write(Set.of())).at("/messages");
    }

    private static JsonNode tree(EncodedRequest sent) {
        return Json.parse(sent.body()).orElseThrow();
    }

    private EncodedRequest write(Set<Quirk> quirks) {
        var request = new ChatRequest(
                "asked",
                messages,
                tools,
                choice,
                null,
                sampling,
                reasoning,
                format,
                limits,
                true,
                new Extras(origin, null, null, null, other));
        return new OpenAiProviderProtocol().writeRequest(request, new ModelProfile("model-x", null, null, quirks));
    }
}
