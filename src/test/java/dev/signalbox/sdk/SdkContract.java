package dev.signalbox.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.chat.Protocol;
import dev.signalbox.emulator.Behaviour;
import dev.signalbox.emulator.Provider;
import dev.signalbox.emulator.Received;
import dev.signalbox.gateway.Gateway;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every vendor's SDK in front of every provider. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SdkContract {
    static final String SYSTEM = "Be brief.";
    static final String TOOL = "get_weather";
    static final String TOOL_DESCRIPTION = "Current weather of a city";
    static final String RESULT = "21 degrees, \"sunny\"";
    private static final String ACCENTS = " ✓ naïve 日本 \uD83D\uDE80";

    /** The parameters of the tool, with a keyword that some providers do not know. */
    static final Map<String, Object> SCHEMA = Map.of(
            "type",
            "object",
            "properties",
            Map.of("city", Map.of("type", "string", "description", "Name of the city")),
            "required",
            List.of("city"),
            "additionalProperties",
            false);

    private final Map<Protocol, Provider> providers = new EnumMap<>(Protocol.class);
    private final Map<Protocol, String> prefixes = new EnumMap<>(Protocol.class);

    /** The end of a conversation: its text, the tokens of the last answer and what the tool was called with. */
    record Said(String text, Tokens tokens, List<String> toolArguments) {}

    /** Tokens as the client sees them; the prompt's include the cached ones. */
    record Tokens(long prompt, long cached, long completion) {}

    /** A failure as the SDK reports it. */
    record Failed(int status, String message, List<String> retryAfter) {}

    /** One question and its answer. */
    abstract Said ask(String model, String question, boolean stream);

    /** Offers the tool, runs it with {@link #RESULT} and returns the final answer. */
    abstract Said askWithTool(String model, String question, boolean stream);

    /** Asks and expects a failure. */
    abstract Failed fail(String key, String model, boolean stream);

    /** Whether this SDK hands out the headers of a failure. */
    boolean showsHeaders() {
        return true;
    }

    @BeforeAll
    void connect() {
        for (var protocol : Protocol.values()) {
            var provider = Provider.start(protocol);
            providers.put(protocol, provider);
            prefixes.put(protocol, Gateway.running().connect(provider));
        }
    }

    @AfterAll
    void stop() {
        providers.values().forEach(Provider::close);
    }

    static Stream<Arguments> providersAndForms() {
        return Arrays.stream(Protocol.values()).flatMap(p -> Stream.of(Arguments.of(p, false), Arguments.of(p, true)));
    }

    @ParameterizedTest(name = "{0}, stream {1}")
    @MethodSource("providersAndForms")
    void carriesTextSystemPromptAndUsage(Protocol provider, boolean stream) {
        var model = Behaviour.ANSWER.model(Gateway.unique());

        var said = ask(named(provider, model), "Grüße, \"日本\"?", stream);

        assertThat(said.text()).isEqualTo("System: " + SYSTEM + " User: Grüße, \"日本\"?" + ACCENTS);
        assertThat(said.tokens()).isEqualTo(tokens(provider));
        assertThat(received(provider, model)).hasSize(1).allSatisfy(SdkContract::notRefused);
    }

    @ParameterizedTest(name = "{0}, stream {1}")
    @MethodSource("providersAndForms")
    void closesTheToolLoop(Protocol provider, boolean stream) {
        var model = Behaviour.ANSWER.model(Gateway.unique());

        var said = askWithTool(named(provider, model), "Köln", stream);

        assertThat(said.toolArguments())
                .hasSize(1)
                .allSatisfy(arguments -> assertThat(Gateway.json(arguments))
                        .isEqualTo(Gateway.object().put("city", "Köln")));
        assertThat(said.text()).isEqualTo("Tool said: " + RESULT + ACCENTS);
        assertThat(said.tokens()).isEqualTo(tokens(provider));
        assertThat(received(provider, model)).hasSize(2).allSatisfy(SdkContract::notRefused);
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void understandsAStreamInPlaceOfADocumentAndTheReverse(Protocol provider) {
        var suffix = Gateway.unique();

        var fromStream = ask(named(provider, Behaviour.STREAM.model(suffix)), "one", false);
        var fromDocument = ask(named(provider, Behaviour.DOCUMENT.model(suffix)), "one", true);

        assertThat(fromStream).isEqualTo(fromDocument);
        assertThat(fromStream.text()).contains("User: one");
    }

    @ParameterizedTest(name = "{0}, stream {1}")
    @MethodSource("providersAndForms")
    void passesOnThatTheProviderLimitsTheRate(Protocol provider, boolean stream) {
        var failed = fail(Gateway.running().key(), named(provider, Behaviour.FAIL_429.model(Gateway.unique())), stream);

        assertThat(failed.status()).isEqualTo(429);
        assertThat(failed.message()).contains("rate limit reached");
        if (showsHeaders()) {
            assertThat(failed.retryAfter()).containsExactly("77");
        }
    }

    @ParameterizedTest(name = "{0}, stream {1}")
    @MethodSource("providersAndForms")
    void passesOnWhatTheProviderFindsWrong(Protocol provider, boolean stream) {
        var failed = fail(Gateway.running().key(), named(provider, Behaviour.FAIL_400.model(Gateway.unique())), stream);

        assertThat(failed.status()).isEqualTo(400);
        assertThat(failed.message()).contains("prompt is too long");
    }

    @Test
    void refusesAWrongKey() {
        var failed = fail("sk-wrong", "any/model", false);

        assertThat(failed.status()).isEqualTo(401);
        assertThat(failed.message()).contains("API key");
    }

    @Test
    void doesNotKnowAnyModel() {
        var failed = fail(Gateway.running().key(), "nowhere/model", false);

        assertThat(failed.status()).isEqualTo(404);
        assertThat(failed.message()).contains("nowhere/model");
    }

    private String named(Protocol provider, String model) {
        return prefixes.get(provider) + "/" + model;
    }

    private List<Received> received(Protocol provider, String model) {
        return providers.get(provider).received(model);
    }

    private static void notRefused(Received request) {
        assertThat(request.outcome().refusal()).isNull();
    }

    /** Ollama does not tell what it took from its cache. */
    private static Tokens tokens(Protocol provider) {
        return new Tokens(120, provider == Protocol.OLLAMA ? 0 : 20, 9);
    }
}
