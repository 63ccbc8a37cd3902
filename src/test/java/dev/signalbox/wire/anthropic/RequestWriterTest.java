package dev.signalbox.wire.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.chat.CacheControl;
import dev.signalbox.chat.ChatRequest;
import dev.signalbox.chat.Effort;
import dev.signalbox.chat.Limits;
import dev.signalbox.chat.Media;
import dev.signalbox.chat.Message;
import dev.signalbox.chat.ModelProfile;
import dev.signalbox.chat.Part;
import dev.signalbox.chat.Protocol;
import dev.signalbox.chat.RawJson;
import dev.signalbox.chat.Reasoning;
import dev.signalbox.chat.ReasoningCapability;
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
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RequestWriterTest {
    private static final ModelProfile UNKNOWN = ModelProfile.unknown("claude-x");
    private static final Message HI = Message.of(Role.USER, Part.Text.of("hi"));

    @Test
    void writesItsOwnClientsRequestBackWithoutLoss() {
        var request = new AnthropicClientProtocol().readRequest(Samples.bytes("requests/everything.json"), "", false);

        var sent = new AnthropicProviderProtocol().writeRequest(request.withReasoning(null), UNKNOWN);

        assertThat(sent.losses()).as("nobody's thoughts").containsExactly("system.thinking");
        var given = Json.request(Samples.bytes("requests/everything.json"));
        var body = Json.request(sent.body());
        for (var field : List.of(
                "tools",
                "tool_choice",
                "temperature",
                "top_p",
                "top_k",
                "stop_sequences",
                "metadata",
                "stream",
                "context_management",
                "service_tier",
                "max_tokens")) {
            assertThat(body.get(field))
                    .as(field)
                    .isEqualTo(field.equals("tools") ? withoutDeferredCache(given.get(field)) : given.get(field));
        }
        assertThat(body.at("/messages/1/content"))
                .isEqualTo(withoutCacheControls(given.at("/messages/2/content"), body.at("/messages/1/content")));
        assertThat(body.at("/output_config/task_budget/total").asInt()).isEqualTo(1);
    }

    /** The API takes no breakpoint on a tool that is loaded later. */
    private static JsonNode withoutDeferredCache(JsonNode tools) {
        JsonNode copy = tools.deepCopy();
        ((ObjectNode) copy.get(0)).remove("cache_control");
        ((ObjectNode) copy.get(1)).remove("type");
        return copy;
    }

    /** Breakpoints beyond four go, the earliest first: compare all else. */
    private static JsonNode withoutCacheControls(JsonNode given, JsonNode written) {
        JsonNode copy = given.deepCopy();
        for (int i = 0; i < copy.size(); i++) {
            if (!written.path(i).has("cache_control")) {
                ((ObjectNode) copy.get(i)).remove("cache_control");
            }
        }
        return copy;
    }

    @Test
    void mergesTurnsAndPutsThoughtsFirstAndCallsLast() {
        var body = write(List.of(
                HI,
                Message.of(Role.ASSISTANT, Part.ToolCall.of("call.1", "f", "{}")),
                Message.of(Role.ASSISTANT, Part.Text.of("Looking.")),
                Message.of(Role.ASSISTANT, new Part.Thinking("hm", new Signature(Signature.ANTHROPIC, "sig"))),
                Message.of(Role.USER, Part.Text.of("wait")),
                Message.of(Role.USER, result("call.1", "ok"))));

        assertThat(types(body, 1)).containsExactly("thinking", "text", "tool_use");
        assertThat(types(body, 2)).containsExactly("tool_result", "text");
        assertThat(body.at("/messages/1/content/2/id").asText()).isEqualTo("call_1");
        assertThat(body.at("/messages/2/content/0/tool_use_id").asText()).isEqualTo("call_1");
        assertThat(body.at("/messages")).hasSize(3);
    }

    @Test
    void answersEveryCallOnceWhereItMustBeAnswered() {
        var sent = encode(
                request(List.of(
                        HI,
                        Message.of(Role.ASSISTANT, Part.ToolCall.of("a", "f", "{}"), Part.ToolCall.of("b", "f", "{}")),
                        Message.of(Role.USER, result("b", "first"), result("orphan", "?")),
                        Message.of(Role.ASSISTANT, Part.Text.of("so")),
                        Message.of(Role.USER, result("b", "second")),
                        Message.of(Role.ASSISTANT, Part.ToolCall.of("a", "f", "{}")),
                        Message.of(Role.USER, result("a", "again")))),
                UNKNOWN);
        var body = Json.request(sent.body());

        assertThat(body.at("/messages/2/content/0/content/0/text").asText()).isEqualTo("second");
        assertThat(body.at("/messages/2/content/1/tool_use_id").asText()).isEqualTo("a");
        assertThat(body.toString()).doesNotContain("orphan");
        assertThat(sent.losses()).contains("messages.content.tool_result");
        assertThat(body.findValuesAsText("tool_use_id")).doesNotHaveDuplicates();
    }

    @Test
    void statesThatAResultIsMissing() {
        var body = write(List.of(HI, Message.of(Role.ASSISTANT, Part.ToolCall.of("a", "f", "{}")), HI));

        assertThat(body.at("/messages/2/content/0/is_error").asBoolean()).isTrue();
        assertThat(types(body, 2)).containsExactly("tool_result", "text");
    }

    @Test
    void hoistsSystemPromptsOfOthersAndRemindsForItsOwn() {
        var messages = List.of(
                Message.of(Role.SYSTEM, Part.Text.of("one")), HI, Message.of(Role.DEVELOPER, Part.Text.of("two")), HI);

        assertThat(write(messages).at("/system")).hasSize(2);
        var own = Json.request(
                encode(request(Protocol.ANTHROPIC_MESSAGES, messages), UNKNOWN).body());
        assertThat(own.at("/system")).hasSize(1);
        assertThat(own.at("/messages/0/content/1/text").asText())
                .contains("two")
                .startsWith("<system-reminder>");
    }

    @Test
    void neverSendsAnEmptyConversation() {
        var body = write(List.of(Message.of(Role.SYSTEM, Part.Text.of("only rules"))));

        assertThat(body.at("/messages/0/role").asText()).isEqualTo("user");
        assertThat(body.at("/messages/0/content/0/text").asText()).isNotBlank();
    }

    @Test
    void defaultsTheLimitAndKeepsWithinTheModels() {
        assertThat(write(List.of(HI)).path("max_tokens").asInt()).isEqualTo(32_000);
        var small = new ModelProfile("claude-x", null, 8192, Set.of());
        assertThat(Json.request(encode(request(List.of(HI)), small).body())
                        .path("max_tokens")
                        .asInt())
                .isEqualTo(8192);
    }

    @Test
    void leavesRoomForTheAnswerBesideTheBudget() {
        var budgets = new ReasoningCapability(List.of(), 1024, 128_000, true, false, false);
        var profile = new ModelProfile("claude-x", budgets, 64_000, Set.of());
        var high = request(List.of(HI)).withReasoning(Reasoning.of(Effort.XHIGH));

        var body = Json.request(encode(high, profile).body());

        assertThat(body.at("/thinking/type").asText()).isEqualTo("enabled");
        assertThat(body.at("/thinking/budget_tokens").asInt()).isEqualTo(32_768);
        assertThat(body.path("max_tokens").asInt()).isGreaterThan(32_768);
        var tight = with(high, new Limits(4000, List.of(), null), Sampling.DEFAULT, ToolChoice.AUTO, List.of());
        assertThat(Json.request(encode(tight, profile).body())
                        .at("/thinking/budget_tokens")
                        .asInt())
                .isEqualTo(3000);
        var tiny = with(high, new Limits(500, List.of(), null), Sampling.DEFAULT, ToolChoice.AUTO, List.of());
        assertThat(Json.request(encode(tiny, profile).body()).has("thinking")).isFalse();
    }

    @Test
    void writesAdaptiveThinkingAsAPair() {
        var adaptive = new ReasoningCapability(
                List.of(Effort.LOW, Effort.MEDIUM, Effort.HIGH), 1024, 128_000, true, false, true);
        var profile = new ModelProfile("claude-x", adaptive, null, Set.of());

        var body = Json.request(encode(request(List.of(HI)).withReasoning(Reasoning.of(Effort.MINIMAL)), profile)
                .body());

        assertThat(body.path("thinking")).isEqualTo(Json.object().put("type", "adaptive"));
        assertThat(body.at("/output_config/effort").asText()).isEqualTo("low");
    }

    @Test
    void thinksNeitherWithAForcedToolNorInALoopThatBeganWithoutThought() {
        var tools = List.<Tool>of(Tool.Function.of("f", null, null));
        var forced = with(
                request(List.of(HI)).withReasoning(Reasoning.of(Effort.HIGH)),
                Limits.NONE,
                Sampling.DEFAULT,
                ToolChoice.REQUIRED,
                tools);
        var loop = request(List.of(
                        HI,
                        Message.of(Role.ASSISTANT, Part.ToolCall.of("a", "f", "{}")),
                        Message.of(Role.USER, result("a", "ok"))))
                .withReasoning(Reasoning.of(Effort.HIGH));

        assertThat(Json.request(encode(forced, UNKNOWN).body())
                        .at("/thinking/type")
                        .asText())
                .isEqualTo("disabled");
        assertThat(encode(forced, UNKNOWN).losses()).contains("reasoning_effort");
        assertThat(Json.request(encode(loop, UNKNOWN).body()).has("thinking")).isFalse();
        assertThat(encode(loop, UNKNOWN).losses()).contains("reasoning_effort");
    }

    @Test
    void dropsTheSamplingThatThinkingExcludes() {
        var sampling = new Sampling(new BigDecimal("0.5"), new BigDecimal("0.5"), 5, null, null, null);
        var request = with(
                request(List.of(HI)).withReasoning(Reasoning.ofBudget(2048)),
                Limits.NONE,
                sampling,
                ToolChoice.AUTO,
                List.of());

        var sent = encode(request, UNKNOWN);

        assertThat(sent.losses()).containsExactlyInAnyOrder("temperature", "top_p", "top_k");
        assertThat(Json.request(sent.body()).has("temperature")).isFalse();
    }

    @Test
    void keepsFourBreakpointsAndTheirOrderOfAge() {
        var minutes = new CacheControl("5m", null);
        var hour = new CacheControl("1h", null);
        var tool = new Tool.Function("f", null, null, null, null, minutes, Map.of());
        var messages = List.of(
                Message.of(Role.SYSTEM, text("s1", minutes), text("s2", minutes)),
                Message.of(Role.USER, text("u1", minutes), text("u2", hour), text("u3", minutes)));

        var body = Json.request(
                encode(with(request(messages), Limits.NONE, Sampling.DEFAULT, ToolChoice.AUTO, List.of(tool)), UNKNOWN)
                        .body());

        assertThat(body.findValues("cache_control")).hasSize(4);
        assertThat(body.at("/system/0").has("cache_control")).isFalse();
        assertThat(body.at("/messages/0/content/0").has("cache_control")).isFalse();
        assertThat(body.at("/messages/0/content/1/cache_control").has("ttl")).isFalse();
    }

    @Test
    void mapsToolsAndTheirChoice() {
        var tools = List.<Tool>of(
                Tool.Function.of(
                        "a.b",
                        "d",
                        new RawJson(
                                "{\"type\":\"OBJECT\",\"oneOf\":[{\"required\":[\"x\"]}],\"properties\":{\"type\":{\"type\":\"STRING\"}}}")),
                new Tool.Custom("exec", null, null, null));
        var sent = encode(
                with(request(List.of(HI)), Limits.NONE, Sampling.DEFAULT, new ToolChoice.Named("a.b"), tools), UNKNOWN);
        var body = Json.request(sent.body());

        assertThat(body.at("/tools/0/name").asText()).isEqualTo("a_b");
        assertThat(sent.clientName("a_b")).isEqualTo("a.b");
        assertThat(body.at("/tools/0/input_schema").toString())
                .isEqualTo("{\"type\":\"object\",\"properties\":{\"type\":{\"type\":\"string\"}}}");
        assertThat(body.at("/tools/1/input_schema/required/0").asText()).isEqualTo("input");
        assertThat(body.path("tool_choice").toString()).isEqualTo("{\"type\":\"tool\",\"name\":\"a_b\"}");
    }

    @Test
    void sendsOnlyTheToolsThatAreAllowed() {
        var tools = List.<Tool>of(Tool.Function.of("a", null, null), Tool.Function.of("b", null, null));
        var choice = new ToolChoice.Allowed(List.of("b"), true);

        var body =
                Json.request(encode(with(request(List.of(HI)), Limits.NONE, Sampling.DEFAULT, choice, tools), UNKNOWN)
                        .body());

        assertThat(body.at("/tools")).hasSize(1);
        assertThat(body.at("/tool_choice/type").asText()).isEqualTo("any");
    }

    @Test
    void tellsTheModelWhatItDoesNotGetToSee() {
        var sent = encode(
                request(List.of(Message.of(
                        Role.USER,
                        new Part.Audio(new Media.Inline("audio/wav", "UklGRg=="), "wav"),
                        new Part.Image(new Media.Inline("image/jpeg", "iVBORw0KGgo="), null, null)))),
                UNKNOWN);
        var body = Json.request(sent.body());

        assertThat(body.at("/messages/0/content/0/text").asText()).contains("audio");
        assertThat(body.at("/messages/0/content/1/source/media_type").asText()).isEqualTo("image/png");
        assertThat(sent.losses()).containsExactly("messages.content.audio");
    }

    private static Part.ToolResult result(String id, String text) {
        return new Part.ToolResult(id, null, List.of(Part.Text.of(text)), false, ToolKind.FUNCTION, null);
    }

    private static Part.Text text(String text, CacheControl cache) {
        return new Part.Text(text, cache, List.of(), null);
    }

    private static List<String> types(JsonNode body, int message) {
        return body.at("/messages/" + message + "/content")
                .valueStream()
                .map(b -> b.path("type").asText())
                .toList();
    }

    private static ObjectNode write(List<Message> messages) {
        return Json.request(encode(request(messages), UNKNOWN).body());
    }

    private static EncodedRequest encode(ChatRequest request, ModelProfile target) {
        return new AnthropicProviderProtocol().writeRequest(request, target);
    }

    private static ChatRequest request(List<Message> messages) {
        return request(Protocol.OPENAI_CHAT, messages);
    }

    private static ChatRequest request(Protocol origin, List<Message> messages) {
        return ChatRequest.of(origin, "m", messages);
    }

    private static ChatRequest with(
            ChatRequest r, Limits limits, Sampling sampling, ToolChoice choice, List<Tool> tools) {
        return new ChatRequest(
                r.model(),
                r.messages(),
                tools,
                choice,
                null,
                sampling,
                r.reasoning(),
                r.format(),
                limits,
                false,
                r.extras());
    }
}
