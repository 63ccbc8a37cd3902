package dev.signalbox.catalog;

import static java.util.function.Function.identity;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.chat.Effort;
import dev.signalbox.chat.ModelProfile;
import dev.signalbox.chat.Protocol;
import dev.signalbox.chat.Quirk;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogTest {
    private static final Catalog CATALOG = Catalog.asShipped();
    private static final Set<String> NEVER_RELAYED = Set.of(
            "authorization",
            "x-api-key",
            "x-goog-api-key",
            "api-key",
            "cookie",
            "proxy-authorization",
            "connection",
            "keep-alive",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "host",
            "content-length",
            "content-type",
            "accept-encoding");

    /** With the settings that some addresses need. */
    private static final Catalog CONFIGURED = new Catalog(new CatalogConfig(
            key -> key.endsWith(".account-id") || key.endsWith(".resource") ? Optional.of("mine") : Optional.empty()));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "glm",
                "minimax",
                "kimi",
                "openai",
                "anthropic",
                "gemini",
                "deepseek",
                "openrouter",
                "groq",
                "mistral",
                "xai",
                "ollama",
                "lmstudio"
            })
    void knowsTheProvidersPeopleAskFor(String prefix) {
        var provider = CATALOG.provider(prefix).orElseThrow();

        assertThat(provider.prefix()).isEqualTo(prefix);
        assertThat(provider.endpoints()).isNotEmpty();
    }

    @Test
    void idsPrefixesAndAliasesNameOneProviderEach() {
        var names = CATALOG.providers().stream()
                .flatMap(provider -> Stream.concat(
                                Stream.of(provider.id(), provider.prefix()), provider.aliases().stream())
                        .distinct())
                .collect(Collectors.groupingBy(identity(), Collectors.counting()));

        assertThat(names.values()).containsOnly(1L);
        assertThat(names.keySet()).allMatch(name -> name.matches("[a-z0-9_-]+"));
    }

    @Test
    void findsProvidersByAliasAndInAnyCase() {
        assertThat(CATALOG.provider("claude").map(Provider::id)).contains("anthropic");
        assertThat(CATALOG.provider("GLM").map(Provider::id)).contains("glm");
        assertThat(CATALOG.provider("nobody")).isEmpty();
    }

    @Test
    void addressesEndBeforeTheOperationAndAreEncryptedUnlessLocal() {
        var endpoints = CONFIGURED.providers().stream().flatMap(provider -> provider.endpoints().stream());

        assertThat(endpoints).hasSizeGreaterThan(60).allSatisfy(endpoint -> {
            var url = endpoint.baseUrl();
            var local = "127.0.0.1".equals(url.getHost());
            assertThat(url.getScheme()).isEqualTo(local ? "http" : "https");
            assertThat(url.toString())
                    .doesNotEndWith("/")
                    .doesNotContain("{", "?")
                    .doesNotMatch(".*/(chat/completions|responses|messages|models|api/chat)");
        });
    }

    @Test
    void noProviderSpeaksAProtocolTwiceInTheSameDialect() {
        assertThat(CATALOG.providers())
                .allSatisfy(provider -> assertThat(provider.endpoints().stream()
                                .map(endpoint -> endpoint.protocol() + " " + endpoint.dialect()))
                        .doesNotHaveDuplicates());
    }

    @Test
    void imitatesNoClient() {
        var headers = CATALOG.providers().stream()
                .flatMap(provider -> provider.endpoints().stream())
                .flatMap(endpoint -> endpoint.headers().entrySet().stream())
                .toList();
        var versions =
                Set.of("anthropic-version", "anthropic-beta", "openai-beta", "openai-intent", "x-github-api-version");

        assertThat(headers).isNotEmpty().allSatisfy(header -> {
            if (!versions.contains(header.getKey())) {
                assertThat(header.getValue()).as(header.getKey()).containsIgnoringCase("signalbox");
            }
        });
    }

    @Test
    void keepsFormatsOfTheirOwnOutOfTheSameProtocolLane() {
        var dialects = CATALOG.providers().stream()
                .flatMap(provider -> provider.endpoints().stream())
                .filter(endpoint -> !endpoint.dialect().isEmpty())
                .collect(Collectors.groupingBy(
                        ProviderEndpoint::dialect,
                        Collectors.mapping(
                                endpoint -> endpoint.quirks().contains(Quirk.OWN_FORMAT), Collectors.toSet())));

        assertThat(dialects.keySet())
                .containsExactlyInAnyOrder(
                        "azure", "bedrock", "bedrock-converse", "code-assist", "codex", "copilot", "kiro", "vertex");
        var ownFormats = Set.of("kiro", "bedrock-converse");
        assertThat(dialects)
                .allSatisfy((dialect, own) -> assertThat(own).containsExactly(ownFormats.contains(dialect)));
    }

    @Test
    void fillsTheAddressByTheAccountsDetails() {
        var bedrock = CATALOG.provider("bedrock").orElseThrow().endpoints().getFirst();
        var azure = CATALOG.provider("azure").orElseThrow().endpoints().getFirst();

        assertThat(bedrock.addressFor(Map.of())).hasToString("https://bedrock-runtime.us-east-1.amazonaws.com");
        assertThat(bedrock.addressFor(Map.of("region", "eu-west-1")))
                .hasToString("https://bedrock-runtime.eu-west-1.amazonaws.com");
        assertThat(bedrock.addressFor(Map.of("endpoint", "https://vpce.example")))
                .hasToString("https://vpce.example");
        assertThat(azure.addressFor(Map.of("resource", "mine"))).hasToString("https://mine.openai.azure.com");
        assertThat(azure.addressFor(Map.of())).as("goes nowhere").hasHost("unset.invalid");
    }

    @Test
    void relaysNoCredentialsAndNothingOfTheConnection() {
        assertThat(CATALOG.providers().stream().flatMap(provider -> provider.endpoints().stream()))
                .allSatisfy(endpoint -> {
                    assertThat(endpoint.relayedHeaders()).allMatch(name -> name.matches("[a-z0-9_-]+"));
                    assertThat(endpoint.relayedHeaders())
                            .as("credentials, what belongs to one connection, and what tells of the body")
                            .doesNotContain(endpoint.auth().header())
                            .doesNotContainAnyElementsOf(NEVER_RELAYED);
                });
    }

    @Test
    void anthropicSpeaksMessagesWithItsOwnHeaders() {
        var endpoint = CATALOG.provider("anthropic")
                .flatMap(provider -> provider.endpoint(Protocol.ANTHROPIC_MESSAGES))
                .orElseThrow();

        assertThat(endpoint.baseUrl()).isEqualTo(URI.create("https://api.anthropic.com/v1"));
        assertThat(endpoint.auth()).isEqualTo(AuthScheme.of("x-api-key"));
        assertThat(endpoint.headers()).containsEntry("anthropic-version", "2023-06-01");
        assertThat(endpoint.relayedHeaders()).contains("anthropic-beta", "anthropic-version");
    }

    @ParameterizedTest
    @CsvSource({
        "openai, openai-chat",
        "openai, openai-responses",
        "anthropic, anthropic-messages",
        "gemini, gemini",
        "ollama, ollama"
    })
    void unknownServersAreAddressedAsTheProtocolsOwnVendor(String vendor, String name) {
        var protocol = Protocol.of(name).orElseThrow();
        var listed = CATALOG.provider(vendor)
                .flatMap(provider -> provider.endpoint(protocol))
                .orElseThrow();

        var standard = ProviderEndpoint.standard(protocol, listed.baseUrl());

        assertThat(standard.auth()).isEqualTo(listed.auth());
        assertThat(standard.headers()).isEqualTo(listed.headers());
        assertThat(listed.relayedHeaders()).containsAll(standard.relayedHeaders());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1",
                "ftp://example.com/v1",
                "https:example",
                "https://example.com/v1/",
                "https://example.com/v1/messages",
                "https://example.com/v1?key=1",
                "https://user@example.com/v1"
            })
    void refusesWhatIsNotAnAddressBeforeTheOperation(String text) {
        var url = URI.create(text);

        assertThatThrownBy(() -> ProviderEndpoint.standard(Protocol.OPENAI_CHAT, url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(text);
    }

    @Test
    void everyListedModelCanBeReachedAndHasPlausibleLimits() {
        for (var provider : CONFIGURED.providers()) {
            assertThat(provider.missingSettings()).as(provider.id()).isEmpty();
            assertThat(provider.models()).allSatisfy(model -> {
                assertThat(provider.endpointsOf(model)).as(provider.id()).isNotEmpty();
                assertThat(model.contextWindow()).isPositive().isGreaterThanOrEqualTo(model.maxOutputTokens());
                assertThat(model.inputs()).contains(Modality.TEXT);
                assertThat(CONFIGURED.model(provider.id(), model.id())).isEqualTo(model);
            });
        }
    }

    @Test
    void anUnknownModelGetsTheDefaults() {
        var model = CATALOG.model("openai", "brand-new-thing");

        assertThat(model.known()).isFalse();
        assertThat(model.name()).isEqualTo("brand-new-thing");
        assertThat(model.contextWindow()).isEqualTo(200_000);
        assertThat(model.maxOutputTokens()).isEqualTo(64_000);
        assertThat(model.quirks()).isEmpty();
        var profile = profile("openai", Protocol.OPENAI_CHAT, "brand-new-thing");
        assertThat(profile.reasoning()).isNull();
        assertThat(profile.maxOutputTokens()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "claude-opus-4-7, true, , true",
        "anthropic/claude-opus-4.7, true, , true",
        "us.anthropic.claude-opus-4-7-v1:0, true, , true",
        "claude-opus-4-5-20251101, false, 1024, true",
        "gemini-2.5-pro, false, 128, false",
        "models/gemini-2.5-pro-preview-06-05, false, 128, false",
        "openai/gpt-5-2025-08-07, false, , false",
    })
    void theNameOfAModelAtANodeTellsHowMuchItThinks(String name, boolean adaptive, Integer least, boolean none) {
        var profile = CATALOG.assumed(name);

        assertThat(profile.assumed()).isTrue();
        assertThat(profile.model()).isEqualTo(name);
        assertThat(profile.quirks()).isEmpty();
        assertThat(profile.maxOutputTokens()).isNull();
        assertThat(profile.reasoning()).isNotNull().satisfies(reasoning -> {
            assertThat(reasoning.adaptive()).isEqualTo(adaptive);
            assertThat(reasoning.minBudget()).isEqualTo(least);
            assertThat(reasoning.zeroAllowed()).isEqualTo(none);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"brand-new-thing", "gpt-4o", "glm-5", "grok-4"})
    void aNameThatTellsNoAmountLeavesTheWishToTheNode(String name) {
        assertThat(CATALOG.assumed(name)).isEqualTo(ModelProfile.unknown(name));
    }

    @Test
    void anUnlistedModelIsDescribedByItsName() {
        var model = CATALOG.model("a-custom-node", "claude-opus-4-6-20270101");

        assertThat(model.known()).isTrue();
        assertThat(model.contextWindow()).isEqualTo(1_000_000);
        assertThat(model.reasoning()).isNotNull().satisfies(reasoning -> {
            assertThat(reasoning.adaptive()).isTrue();
            assertThat(reasoning.minBudget()).isEqualTo(1024);
            assertThat(reasoning.levels()).containsExactly(Effort.LOW, Effort.MEDIUM, Effort.HIGH, Effort.MAX);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "openai, openai-chat, gpt-5.4, max-completion-tokens",
        "openai, openai-chat, o3, no-temperature",
        "openai, openai-chat, gpt-4o, no-reasoning",
        "deepseek, openai-chat, deepseek-v4-pro, echoes-reasoning-content",
        "deepseek, openai-chat, deepseek-v4-pro, no-developer-role",
        "kimi, openai-chat, kimi-k3, echoes-reasoning-content",
        "gemini, gemini, gemini-3.1-pro-preview, gemini-thought-signatures",
        "glm, openai-chat, glm-5, no-images",
        "glm, openai-chat, glm-5, thinking-object",
        "alicode, openai-chat, qwen3.5-plus, enable-thinking",
        "xai, openai-chat, grok-4.5, no-stop",
        "glm, anthropic-messages, glm-5, no-count-tokens",
        "mistral, openai-chat, codestral-latest, no-stream-options",
        "minimax, anthropic-messages, MiniMax-M3, no-output-config",
        "anthropic, anthropic-messages, claude-opus-5, no-temperature",
    })
    void profilesCarryTheQuirksOfProviderAddressAndModel(String provider, String protocol, String model, String quirk) {
        var profile = profile(provider, Protocol.of(protocol).orElseThrow(), model);

        assertThat(profile.quirks()).contains(Quirk.of(quirk).orElseThrow());
    }

    @Test
    void aModelMayBeBoundToOneOfItsProvidersProtocols() {
        var provider = CATALOG.provider("opencode-go").orElseThrow();
        var glm = CATALOG.model("opencode-go", "glm-5.2");
        var minimax = CATALOG.model("opencode-go", "minimax-m3");

        assertThat(provider.endpointsOf(glm).stream().map(ProviderEndpoint::protocol))
                .containsExactly(Protocol.OPENAI_CHAT);
        assertThat(provider.endpointsOf(minimax).stream().map(ProviderEndpoint::protocol))
                .containsExactly(Protocol.OPENAI_CHAT, Protocol.ANTHROPIC_MESSAGES);
        assertThat(CATALOG.model("openai", "gpt-5.3-codex").protocols()).containsExactly(Protocol.OPENAI_RESPONSES);
    }

    @ParameterizedTest
    @CsvSource({
        "global.anthropic.claude-opus-5-v1:0, anthropic-messages, bedrock",
        "arn:aws:bedrock:eu-west-1:123456789012:inference-profile/eu.anthropic.claude-x-v1:0, anthropic-messages, bedrock",
        "arn:aws:bedrock:eu-west-1:123456789012:application-inference-profile/a1b2c3d4e5f6, anthropic-messages, bedrock",
        "openai.gpt-oss-120b-1:0, openai-chat, bedrock",
        "amazon.nova-pro-v1:0, anthropic-messages, bedrock-converse",
        "us.amazon.nova-2-lite-v1:0, anthropic-messages, bedrock-converse",
        "us.meta.llama3-3-70b-instruct-v1:0, anthropic-messages, bedrock-converse",
        "mistral.mistral-large-2402-v1:0, anthropic-messages, bedrock-converse",
        "qwen.qwen3-32b-v1:0, anthropic-messages, bedrock-converse",
        "us.deepseek.r1-v1:0, anthropic-messages, bedrock-converse",
    })
    void aModelMayBeBoundToOneOfItsProvidersDialects(String model, String protocol, String dialect) {
        var provider = CATALOG.provider("bedrock").orElseThrow();

        assertThat(provider.endpointsOf(CATALOG.model("bedrock", model)))
                .singleElement()
                .satisfies(endpoint -> {
                    assertThat(endpoint.protocol().id()).isEqualTo(protocol);
                    assertThat(endpoint.dialect()).isEqualTo(dialect);
                });
    }

    @ParameterizedTest
    @CsvSource({
        "anthropic, claude-sonnet-4-5-20250929, 3, 15, 0.3, 3.75, 6",
        "openrouter, anthropic/claude-opus-4.6, 5, 25, 0.5, 6.25, 10",
        "openai, gpt-4o-mini, 0.15, 0.6, 0.075, 0.15, 0.15",
        "openai, gpt-5-2025-08-07, 1.25, 10, 0.125, 1.25, 1.25",
        "gemini, gemini-2.5-flash, 0.3, 2.5, 0.03, 0.3, 0.3",
        "groq, openai/gpt-oss-120b, 0.15, 0.6, 0.075, 0.15, 0.15",
        "cerebras, gpt-oss-120b, 0.35, 0.75, 0.35, 0.35, 0.35",
        "ollama, llama3.3:70b, 0, 0, 0, 0, 0",
        "a-custom-node, deepseek-v4-flash, 0.14, 0.28, 0.0028, 0.14, 0.14",
        "minimax, MiniMax-M2.7, 0.3, 1.2, 0.06, 0.375, 0.375",
    })
    void knowsListPrices(
            String provider, String model, String in, String out, String read, String write5m, String write1h) {
        var price = CATALOG.price(provider, model).orElseThrow();

        assertThat(Stream.of(
                                price.input(),
                                price.output(),
                                price.cacheRead(),
                                price.cacheWrite5m(),
                                price.cacheWrite1h())
                        .map(Money::dollars))
                .containsExactly(in, out, read, write5m, write1h);
    }

    @Test
    void hasNoPriceForWhatNobodyPrices() {
        assertThat(CATALOG.price("openai", "brand-new-thing")).isEmpty();
    }

    @Test
    void everyModelOfTheNamedVendorsHasAPrice() {
        for (var id :
                List.of("openai", "anthropic", "gemini", "deepseek", "mistral", "xai", "glm", "kimi", "minimax")) {
            assertThat(CATALOG.provider(id).orElseThrow().models())
                    .isNotEmpty()
                    .allSatisfy(model -> assertThat(CATALOG.price(id, model.id()))
                            .as(model.id())
                            .isPresent());
        }
    }

    @Test
    void everyProviderNamedByAPriceExists() {
        var table = PriceReader.read(DataFile.read(Catalog.PRICES_FILE));
        var named = table.entries().stream()
                .flatMap(entry -> Optional.ofNullable(entry.provider()).stream())
                .distinct();

        assertThat(named)
                .isNotEmpty()
                .allMatch(id -> CATALOG.provider(id).map(Provider::id).equals(Optional.of(id)));
    }

    @Test
    void overridesGoFirstUntilTheyAreReplaced() {
        var catalog = Catalog.asShipped();
        var price = Price.of(Money.ofDollars("1"), Money.ofDollars("2"), "operator");
        var entry = new PriceTable.Entry("openai", ModelPattern.of("gpt-4o"), price);

        catalog.usePrices(new PriceTable(List.of(entry)));

        assertThat(catalog.price("openai", "gpt-4o")).contains(price);
        assertThat(catalog.price("openrouter", "openai/gpt-4o")).isPresent().isNotEqualTo(Optional.of(price));
        catalog.usePrices(PriceTable.EMPTY);
        assertThat(catalog.price("openai", "gpt-4o")).isPresent().isNotEqualTo(Optional.of(price));
    }

    private static ModelProfile profile(String provider, Protocol protocol, String model) {
        var found = CATALOG.provider(provider).orElseThrow();
        return found.profile(found.endpoint(protocol).orElseThrow(), CATALOG.model(provider, model));
    }
}
