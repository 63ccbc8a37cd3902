package dev.signalbox.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.signalbox.access.StoredKey;
import dev.signalbox.account.CredentialKind;
import dev.signalbox.account.SecretKind;
import dev.signalbox.catalog.Catalog;
import dev.signalbox.catalog.InvalidSetting;
import dev.signalbox.catalog.Money;
import dev.signalbox.routing.Combo;
import dev.signalbox.vault.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same 9Router, as its 0.4 and 0.5 keep it. */
class NineRouterTest {
    private static final Catalog CATALOG = Catalog.asShipped();

    static byte[] file(String name) {
        try (var in = NineRouterTest.class.getResourceAsStream("/transfer/" + name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Contents contents(String name) {
        return new NineRouter(CATALOG, NineRouterFile.read(file(name))).contents();
    }

    @ParameterizedTest
    @ValueSource(strings = {"db.json", "data.sqlite"})
    void readsAccountsWithWhatOpensThem(String name) {
        var accounts = contents(name).accounts();

        var work = accounts.getFirst();
        assertThat(work.provider()).isEqualTo("openai");
        assertThat(work.kind()).isEqualTo(CredentialKind.API_KEY);
        assertThat(work.secrets()).isEqualTo(Map.of(SecretKind.API_KEY, Secret.of("sk-canary-openai-1")));
        assertThat(work.proxy()).isEqualTo(Secret.of("http://ana:canary-proxy@proxy.example:8080"));
        assertThat(work.enabled()).isTrue();
        assertThat(accounts.get(1).enabled()).isFalse();
        assertThat(accounts.get(1).priority()).isEqualTo(2);
        assertThat(accounts)
                .filteredOn(account -> account.name().equals("relayed"))
                .singleElement()
                .satisfies(account -> assertThat(account.enabled()).isFalse());
        assertThat(accounts)
                .filteredOn(account -> account.name().equals("box"))
                .singleElement()
                .satisfies(account -> assertThat(account.provider()).isEqualTo("openai-compatible-chat-a1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"db.json", "data.sqlite"})
    void readsNodesKeysCombosAliasesPricesAndSettings(String name) {
        var contents = contents(name);

        assertThat(contents.nodes())
                .containsExactlyInAnyOrder(
                        new Contents.Node(
                                "openai-compatible-chat-a1",
                                "My box",
                                "box",
                                "openai-chat",
                                "http://127.0.0.1:8000/v1"),
                        new Contents.Node(
                                "anthropic-compatible-b2",
                                "Glm again",
                                "glm",
                                "anthropic-messages",
                                "https://llm.example/v1"));
        assertThat(contents.keys())
                .contains(StoredKey.of("laptop", "sk-0123456789abcdef-canary1-aaaaaaaa", true, Instant.EPOCH));
        assertThat(contents.keys()).extracting(StoredKey::enabled).containsExactlyInAnyOrder(true, false);
        assertThat(contents.combos())
                .containsExactlyInAnyOrder(
                        new Contents.NamedCombo(
                                "daily",
                                List.of("cx/gpt-5-codex", "glm/claude-x", "box/llama"),
                                Combo.Strategy.FALLBACK),
                        new Contents.NamedCombo(
                                "turns", List.of("openai/gpt-5", "groq/llama"), Combo.Strategy.ROUND_ROBIN));
        assertThat(contents.aliases()).isEqualTo(Map.of("fast", "groq/llama", "boxed", "box/llama"));
        assertThat(contents.prices()).singleElement().satisfies(price -> {
            assertThat(price.provider()).isEqualTo("openai");
            assertThat(price.price().cacheRead()).isEqualTo(Money.ofDollars("0.125"));
        });
        assertThat(contents.proxies())
                .isEqualTo(Map.of(
                        "everything",
                        Secret.of("socks5://127.0.0.1:1080"),
                        "everything-but",
                        Secret.of("corp.example")));
        assertThat(contents.settings()).isEqualTo(Map.of("accountStrategy", "round-robin"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"db.json", "data.sqlite"})
    void saysWhatHasNoPlaceHereAndShowsNoSecret(String name) {
        var contents = contents(name);

        assertThat(contents.notes())
                .extracting(Report.Item::name)
                .contains("Vectors", "grok (grok-web)", "Relay", "mitmAlias", "password", "customModels", "nobody/x");
        assertThat(contents.notes().toString() + contents + contents.accounts()).doesNotContain("canary");
    }

    @Test
    void knowsWhoACodexAccountIs() {
        var codex = Texts.objects(NineRouterFile.read(file("db.json")), "providerConnections")
                .get(2);

        assertThat(new NineRouterTokens(codex).identity("codex")).isEqualTo("ws-1/user-1");
        assertThat(new NineRouterTokens(codex).secrets())
                .containsEntry(SecretKind.REFRESH_TOKEN, Secret.of("canary-codex-refresh"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "canary", "[]", "{}", "{\"canary\": 1}", "SQLite format 3\0 canary"})
    void refusesWhatIsNoneOfItsFiles(String content) {
        var padded = content.startsWith("SQLite") ? content + "x".repeat(200) : content;

        assertThatExceptionOfType(InvalidSetting.class)
                .isThrownBy(() -> NineRouterFile.read(padded.getBytes(StandardCharsets.UTF_8)))
                .withMessageNotContaining("canary");
    }

    @Test
    void knowsAServiceAccountThatWasKeptAsAKey() {
        var file =
                "{\\\"type\\\":\\\"service_account\\\",\\\"project_id\\\":\\\"acme-1\\\",\\\"client_email\\\":\\\"bot@acme\\\","
                        + "\\\"private_key\\\":\\\"pem\\\"}";
        var json =
                "{\"providerConnections\":[{\"id\":\"1\",\"provider\":\"vertex\",\"authType\":\"apikey\",\"name\":\"bot\",\"apiKey\":\""
                        + file + "\"}]}";

        var account = new NineRouter(CATALOG, NineRouterFile.read(json.getBytes(StandardCharsets.UTF_8)))
                .contents()
                .accounts()
                .getFirst();

        assertThat(account.kind()).isEqualTo(CredentialKind.SERVICE_ACCOUNT);
        assertThat(account.identity()).isEqualTo("bot@acme");
        assertThat(account.secrets()).containsOnlyKeys(SecretKind.SERVICE_ACCOUNT);
        assertThat(account.details()).containsEntry("projectId", "acme-1");
        assertThat(account.expiresAt()).isEqualTo(Instant.EPOCH);
    }
}
