package dev.signalbox.wire.converse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

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
import dev.signalbox.chat.Quirk;
import dev.signalbox.chat.RawJson;
import dev.signalbox.chat.Reasoning;
import dev.signalbox.chat.ReasoningCapability;
import dev.signalbox.chat.Role;
import dev.signalbox.chat.Sampling;
import dev.signalbox.chat.Signature;
import dev.signalbox.chat.Tool;
import dev.signalbox.chat.ToolChoice;
import dev.signalbox.chat.ToolKind;
import dev.signalbox.emulator.ConverseRules;
import dev.signalbox.wire.EncodedRequest;
import dev.signalbox.wire.Json;
import dev.signalbox.wire.SampleRequests;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConverseRequestTest {
    private static final String MODEL = "us.amazon.nova-2-lite-v1:0";
    private static final Tool WEATHER = Tool.Function.of(
            "get weather!",
            "Weather.",
            new RawJson("{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}}}"));
    private static final Tool CLOCK = Tool.Function.of("clock", null, null);
    private static final ModelProfile NOVA = new ModelProfile(
            MODEL,
            new ReasoningCapability(List.of(Effort.LOW, Effort.MEDIUM, Effort.HIGH), null, null, true, false, false),
            64_000,
            Set.of(Quirk.NOVA_FIELDS, Quirk.CACHE_POINTS, Quirk.NO_JSON_SCHEMA));
    private static final ModelProfile OTHER = new ModelProfile("mistral.x", null, 4096, Set.of(Quirk.NO_PREFILL));
    private static final Message HELLO = Message.of(Role.USER, Part.Text.of("Hello"));

    private final ConverseProviderProtocol provider = new ConverseProviderProtocol();

    private static ChatRequest asking(
            List<Message> messages, List<Tool> tools, ToolChoice choice, Sampling sampling, @Nullable Reasoning wish) {
        return new ChatRequest(
                MODEL,
                messages,
                tools,
                choice,
                null,
                sampling,
                wish,
                OutputFormat.TEXT,
                new Limits(100_000, List.of("END"), null),
                true,
                Extras.of(Protocol.ANTHROPIC_MESSAGES));
    }

    private static ChatRequest saying(Message... messages) {
        return asking(List.of(messages), List.of(), ToolChoice.AUTO, Sampling.DEFAULT, null);
    }

    private static ChatRequest choosing(ToolChoice choice, Message... messages) {
        return asking(List.of(messages), List.of(WEATHER, CLOCK), choice, Sampling.DEFAULT, null);
    }

    private static JsonNode body(EncodedRequest encoded) {
        var body = Json.request(encoded.body());
        body.remove("modelId");
        ConverseRules.check(body);
        return body;
    }

    private EncodedRequest nova(ChatRequest request) {
        return provider.writeRequest(request, NOVA);
    }

    @ParameterizedTest
    @EnumSource
    void whateverIsAskedIsAccepted(Protocol origin) {
        for (var request : SampleRequests.of(origin)) {
            for (var target : List.of(NOVA, OTHER)) {
                var written = provider.writeRequest(request, target);
                var body = Json.request(written.body());
                var last = body.at("/messages/" + (body.path("messages").size() - 1));
                if (target.equals(NOVA) && last.path("role").asText().equals("assistant")) {
                    body.withArray("messages")
                            .add(Json.parse("{\"role\":\"user\",\"content\":[{\"text\":\"Go on.\"}]}")
                                    .orElseThrow()); // the rules are those of a model that takes no prefill
                }
                body.remove("modelId");
                assertThatCode(() -> ConverseRules.check(body))
                        .as(body.toString())
                        .doesNotThrowAnyException();
            }
        }
    }

    @Test
    void writesAToolLoop() {
        var written = nova(choosing(
                ToolChoice.AUTO,
                Message.of(Role.SYSTEM, Part.Text.of("Be brief.")),
                HELLO,
                Message.of(
                        Role.ASSISTANT,
                        Part.ToolCall.of("a/1", "get weather!", "{\"city\":\"Köln\"}"),
                        Part.ToolCall.of("a/2", "clock", "no json"),
                        Part.Text.of("Looking.")),
                Message.of(
                        Role.USER,
                        Part.Text.of("Well?"),
                        new Part.ToolResult(
                                "a/1", null, List.of(Part.Text.of("none")), true, ToolKind.FUNCTION, null))));
        var body = body(written);

        assertThat(body.at("/system").toString()).isEqualTo("[{\"text\":\"Be brief.\"}]");
        assertThat(body.at("/messages/1/content").toString())
                .isEqualTo("[{\"text\":\"Looking.\"},"
                        + "{\"toolUse\":{\"toolUseId\":\"a_1\",\"name\":\"get_weather_\",\"input\":{\"city\":\"Köln\"}}},"
                        + "{\"toolUse\":{\"toolUseId\":\"a_2\",\"name\":\"clock\",\"input\":{}}}]");
        assertThat(body.at("/messages/2/content").toString())
                .isEqualTo(
                        "[{\"toolResult\":{\"toolUseId\":\"a_1\",\"content\":[{\"text\":\"none\"}],\"status\":\"error\"}},"
                                + "{\"toolResult\":{\"toolUseId\":\"a_2\",\"content\":[{\"text\":\"No result was recorded.\"}],"
                                + "\"status\":\"error\"}},{\"text\":\"Well?\"}]");
        assertThat(body.at("/toolConfig/tools/0/toolSpec/name").asText()).isEqualTo("get_weather_");
        assertThat(body.at("/toolConfig").has("toolChoice")).isFalse();
        assertThat(written.clientName("get_weather_")).isEqualTo("get weather!");
        assertThat(body.at("/inferenceConfig/maxTokens").asInt()).isEqualTo(64_000);
        assertThat(written.losses()).isEmpty();
    }

    @Test
    void letsChooseAsTheModelCan() {
        var named = new ToolChoice.Named("get weather!");
        assertThat(body(nova(choosing(ToolChoice.REQUIRED, HELLO)))
                        .at("/toolConfig/toolChoice")
                        .toString())
                .isEqualTo("{\"any\":{}}");
        var byName = body(nova(choosing(named, HELLO)));
        assertThat(byName.at("/toolConfig/toolChoice/tool/name").asText()).isEqualTo("get_weather_");
        assertThat(byName.at("/toolConfig/tools")).hasSize(2);
        var narrowed = provider.writeRequest(choosing(named, HELLO), OTHER);
        assertThat(body(narrowed).at("/toolConfig/toolChoice").toString()).isEqualTo("{\"any\":{}}");
        assertThat(body(narrowed).at("/toolConfig/tools")).hasSize(1);
        assertThat(narrowed.losses()).isEmpty();
        assertThat(body(nova(choosing(ToolChoice.NONE, HELLO))).has("toolConfig"))
                .isFalse();
        var free = new ModelProfile("meta.llama", null, null, Set.of(Quirk.NO_FORCED_TOOL_CHOICE, Quirk.NO_PREFILL));
        var unforced = provider.writeRequest(choosing(ToolChoice.REQUIRED, HELLO), free);
        assertThat(body(unforced).at("/toolConfig").has("toolChoice")).isFalse();
        assertThat(unforced.losses()).containsExactly("tool_choice");
    }

    @Test
    void declaresWhatWasUsedThoughNoneMayBeCalled() {
        var written = nova(choosing(
                ToolChoice.NONE,
                HELLO,
                Message.of(Role.ASSISTANT, Part.ToolCall.of("t", "clock", "{}")),
                Message.of(Role.USER, new Part.ToolResult("t", null, List.of(), false, ToolKind.FUNCTION, null))));

        assertThat(body(written).at("/toolConfig/tools")).hasSize(1);
        assertThat(body(written).at("/messages/2/content/0/toolResult/content").toString())
                .isEqualTo("[{\"json\":{}}]");
        assertThat(written.losses()).containsExactly("tool_choice");
    }

    @Test
    void setsCachePointsWhereTheModelHasThem() {
        var cached = new Part.Text("Long.", CacheControl.EPHEMERAL, List.of(), null);
        var request = saying(Message.of(Role.SYSTEM, cached), Message.of(Role.USER, cached, Part.Text.of("Short.")));

        assertThat(body(nova(request)).at("/system").toString())
                .isEqualTo("[{\"text\":\"Long.\"},{\"cachePoint\":{\"type\":\"default\"}}]");
        assertThat(body(nova(request))
                        .at("/messages/0/content/1/cachePoint/type")
                        .asText())
                .isEqualTo("default");
        assertThat(nova(request).losses()).isEmpty();
        assertThat(provider.writeRequest(request, OTHER).losses()).containsExactly("cache_control");
    }

    @Test
    void setsNoMoreCachePointsThanAreTaken() {
        var cached = new Part.Text("Long.", CacheControl.EPHEMERAL, List.of(), null);
        var body = body(
                nova(saying(Message.of(Role.SYSTEM, cached), Message.of(Role.USER, cached, cached, cached, cached))));

        assertThat(body.path("system")).hasSize(1);
        assertThat(body.at("/messages/0/content")).hasSize(8);
    }

    @Test
    void showsPicturesAndDocumentsByTheirBytes() {
        var written = nova(saying(Message.of(
                Role.USER,
                new Part.Image(new Media.Inline("image/png", "/9j/AAAA"), null, null),
                new Part.Image(new Media.Remote(null, "https://example.org/a.png"), null, null),
                new Part.Document(new Media.Inline("application/pdf", "JVBERi0x"), "a_b.pdf", null, false, null),
                new Part.Document(new Media.Inline("text/plain", "SGk="), "a b pdf", null, false, null))));
        var content = body(written).at("/messages/0/content");

        assertThat(content.at("/0/image/format").asText()).isEqualTo("jpeg");
        assertThat(content.at("/1/text").asText()).contains("image left out");
        assertThat(content.at("/2/document/name").asText()).isEqualTo("a b pdf");
        assertThat(content.at("/2/document/format").asText()).isEqualTo("pdf");
        assertThat(content.at("/3/document/name").asText()).isEqualTo("a b pdf 2");
        assertThat(written.losses()).containsExactly("messages.content.image");
    }

    @Test
    void givesAThoughtBackOnlyToTheModelThatSignedIt() {
        var signed = ConverseSignature.of(MODEL, "c2ln");
        var request =
                saying(HELLO, Message.of(Role.ASSISTANT, new Part.Thinking("Hm.", signed), Part.Text.of("Hi.")), HELLO);

        assertThat(body(nova(request)).at("/messages/1/content/0").toString())
                .isEqualTo("{\"reasoningContent\":{\"reasoningText\":{\"text\":\"Hm.\",\"signature\":\"c2ln\"}}}");
        var other = provider.writeRequest(request, OTHER);
        assertThat(body(other).at("/messages/1/content")).hasSize(1);
        assertThat(other.losses()).containsExactly("messages.content.thinking");
        var anthropics = saying(
                HELLO,
                Message.of(
                        Role.ASSISTANT,
                        new Part.Thinking("Hm.", new Signature(Signature.ANTHROPIC, "c2ln")),
                        Part.Text.of("Hi.")),
                HELLO);
        assertThat(nova(anthropics).losses()).containsExactly("messages.content.thinking");
    }

    @Test
    void asksForThinkingInTheModelsOwnField() {
        var sampling = new Sampling(new BigDecimal("1.5"), null, 20, null, null, null);
        var low = nova(asking(List.of(HELLO), List.of(), ToolChoice.AUTO, sampling, Reasoning.ofBudget(1024)));
        assertThat(body(low).at("/additionalModelRequestFields").toString())
                .isEqualTo("{\"reasoningConfig\":{\"type\":\"enabled\",\"maxReasoningEffort\":\"low\"},"
                        + "\"inferenceConfig\":{\"topK\":20}}");
        assertThat(body(low).at("/inferenceConfig/temperature").asInt()).isEqualTo(1);
        assertThat(low.losses()).isEmpty();

        var high = nova(asking(List.of(HELLO), List.of(), ToolChoice.AUTO, sampling, Reasoning.of(Effort.HIGH)));
        assertThat(body(high).at("/inferenceConfig").toString()).isEqualTo("{\"stopSequences\":[\"END\"]}");
        assertThat(high.losses()).containsExactly("max_tokens", "temperature", "top_k");

        var other = provider.writeRequest(
                asking(List.of(HELLO), List.of(), ToolChoice.AUTO, sampling, Reasoning.of(Effort.HIGH)), OTHER);
        assertThat(body(other).has("additionalModelRequestFields")).isFalse();
        assertThat(other.losses()).containsExactly("thinking", "top_k");
    }

    @Test
    void enforcesASchemaWhereTheModelCan() {
        var schema = new OutputFormat.JsonSchema("place", "A place.", new RawJson("{\"type\":\"object\"}"), true);
        var request = new ChatRequest(
                MODEL,
                List.of(HELLO),
                List.of(),
                ToolChoice.AUTO,
                null,
                Sampling.DEFAULT,
                null,
                schema,
                Limits.NONE,
                false,
                new Extras(Protocol.OPENAI_CHAT, "u", "k", "flex", java.util.Map.of()));

        var enforced = provider.writeRequest(request, OTHER);
        var jsonSchema = body(enforced).at("/outputConfig/textFormat/structure/jsonSchema");
        assertThat(jsonSchema.path("schema").asText()).isEqualTo("{\"type\":\"object\"}");
        assertThat(jsonSchema.path("name").asText()).isEqualTo("place");
        assertThat(body(enforced).at("/serviceTier/type").asText()).isEqualTo("flex");
        assertThat(enforced.losses()).containsExactly("user", "prompt_cache_key");
        var told = nova(request);
        assertThat(body(told).at("/system/0/text").asText())
                .contains("{\"type\":\"object\",\"description\":\"A place.\"}");
        assertThat(told.losses()).contains("response_format");
    }

    @Test
    void startsAndEndsWithTheUser() {
        var body = body(provider.writeRequest(
                saying(
                        Message.of(Role.ASSISTANT, Part.Text.of("Hi.")),
                        HELLO,
                        HELLO,
                        Message.of(Role.ASSISTANT, Part.Text.of("The answer is"))),
                OTHER));

        assertThat(body.path("messages")).hasSize(5);
        assertThat(body.at("/messages/2/content")).hasSize(2);
    }
}
