package dev.signalbox.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.chat.Protocol;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CatalogConfigTest {

    @Test
    void byDefaultTheFilesAddressesCount() {
        assertThat(addresses(Map.of(), "openai"))
                .containsOnly(
                        Map.entry(Protocol.OPENAI_CHAT, "https://api.openai.com/v1"),
                        Map.entry(Protocol.OPENAI_RESPONSES, "https://api.openai.com/v1"));
    }

    @Test
    void movesAllEndpointsOfOneAddress() {
        var settings = Map.of("signalbox.catalogue.openai.base-url", "http://127.0.0.1:9000/v1/");

        assertThat(addresses(settings, "openai").values()).hasSize(2).containsOnly("http://127.0.0.1:9000/v1");
    }

    @Test
    void movesTheEndpointsBelowThePreferredOneAlong() {
        var settings = Map.of("signalbox.catalogue.ollama.base-url", "http://192.168.1.5:11434");

        assertThat(addresses(settings, "ollama"))
                .containsOnly(
                        Map.entry(Protocol.OLLAMA, "http://192.168.1.5:11434"),
                        Map.entry(Protocol.OPENAI_CHAT, "http://192.168.1.5:11434/v1"));
    }

    @Test
    void leavesOutEndpointsWhoseNewAddressNobodyKnows() {
        var settings = Map.of("signalbox.catalogue.glm.base-url", "https://proxy.example/glm");

        assertThat(addresses(settings, "glm"))
                .containsOnly(Map.entry(Protocol.ANTHROPIC_MESSAGES, "https://proxy.example/glm"));
    }

    @Test
    void aProtocolsOwnSettingCountsMost() {
        var settings = Map.of(
                "signalbox.catalogue.glm.base-url", "https://proxy.example/glm",
                "signalbox.catalogue.glm.openai-chat.base-url", "https://proxy.example/chat");

        assertThat(addresses(settings, "glm"))
                .containsOnly(
                        Map.entry(Protocol.ANTHROPIC_MESSAGES, "https://proxy.example/glm"),
                        Map.entry(Protocol.OPENAI_CHAT, "https://proxy.example/chat"));
    }

    @Test
    void saysWhichSettingAnAddressLacks() {
        var provider = catalog(Map.of()).provider("cloudflare-ai").orElseThrow();

        assertThat(provider.endpoints()).isEmpty();
        assertThat(provider.missingSettings()).containsExactly("signalbox.catalogue.cloudflare-ai.account-id");
    }

    @Test
    void fillsSettingsIntoAddresses() {
        var settings = Map.of("signalbox.catalogue.cloudflare-ai.account-id", "abc123");

        assertThat(addresses(settings, "cloudflare-ai").values())
                .containsExactly("https://api.cloudflare.com/client/v4/accounts/abc123/ai/v1");
        assertThat(catalog(settings).provider("cloudflare-ai").orElseThrow().missingSettings())
                .isEmpty();
    }

    @Test
    void refusesSettingsThatAreNoAddresses() {
        refuses("signalbox.catalogue.openai.base-url", "not an address", "signalbox.catalogue.openai.base-url");
        refuses("signalbox.catalogue.openai.base-url", "ftp://example.com", "ftp://example.com");
        refuses("signalbox.catalogue.openai.base-url", "https://example.com/v1/chat/completions", "operation");
        var part = "signalbox.catalogue.cloudflare-ai.account-id";
        refuses(part, "evil.example/", part);
    }

    private static void refuses(String key, String value, String saying) {
        assertThatThrownBy(() -> catalog(Map.of(key, value)))
                .isInstanceOf(CatalogException.class)
                .hasMessageContaining(saying);
    }

    private static Map<Protocol, String> addresses(Map<String, String> settings, String provider) {
        return catalog(settings).provider(provider).orElseThrow().endpoints().stream()
                .collect(Collectors.toMap(
                        ProviderEndpoint::protocol,
                        endpoint -> endpoint.baseUrl().toString()));
    }

    private static Catalog catalog(Map<String, String> settings) {
        return new Catalog(new CatalogConfig(key -> Optional.ofNullable(settings.get(key))));
    }
}
