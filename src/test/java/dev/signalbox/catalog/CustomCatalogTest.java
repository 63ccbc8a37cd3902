package dev.signalbox.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.signalbox.chat.Protocol;
import dev.signalbox.database.TestEntities;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CustomCatalogTest {
    private static final Price PRICE = new Price(
            Money.ofDollars("0.6"),
            Money.ofDollars("2.2"),
            Money.ofDollars("0.11"),
            Money.ofDollars("0.75"),
            Money.ofDollars("1.2"),
            null,
            "override");

    private final TestEntities entities = open();
    private final Catalog catalog = Catalog.asShipped();
    private final ArrayList<NodeRemoved> removed = new ArrayList<>();
    private final ProviderNodes nodes = TestNodes.on(entities.em(), catalog, removed::add);
    private final ModelAliases aliases = new ModelAliases(new ModelAliasRows(entities.em()), entities::commit);
    private final CustomPrices prices = new CustomPrices(catalog, new CustomPriceRows(entities.em()), entities::commit);

    TestEntities open() {
        return TestEntities.onH2();
    }

    @AfterEach
    void close() {
        entities.close();
    }

    private static NodeSettings box(String prefix) {
        return new NodeSettings("My box", prefix, "openai-chat", "http://127.0.0.1:8000/v1/");
    }

    @Test
    void keepsANodeAndItsChanges() {
        var node = nodes.create(box("box"));
        assertThat(node.baseUrl()).isEqualTo(URI.create("http://127.0.0.1:8000/v1"));
        entities.commit();

        nodes.update(node.id(), new NodeSettings("Box", "crate", "gemini", "http://127.0.0.1:9000"));
        entities.commit();

        var changed = new ProviderNode(node.id(), "Box", "crate", Protocol.GEMINI, URI.create("http://127.0.0.1:9000"));
        assertThat(new ProviderNodeRows(entities.em()).all()).containsExactly(changed);
        assertThat(nodes.withPrefix("crate")).contains(changed);
        assertThat(nodes.withPrefix("box")).isEmpty();
        assertThat(nodes.delete(node.id())).isTrue();
        assertThat(removed).containsExactly(new NodeRemoved(node.id()));
        assertThat(nodes.delete(node.id())).isFalse();
        assertThat(nodes.update(UUID.randomUUID(), box("free"))).isEmpty();
    }

    @Test
    void refusesAPrefixThatIsTaken() {
        nodes.create(box("box"));

        assertThatExceptionOfType(PrefixInUse.class)
                .isThrownBy(() -> nodes.create(box("box")))
                .satisfies(e -> assertThat(e.prefix()).isEqualTo("box"));
        assertThatExceptionOfType(PrefixInUse.class).isThrownBy(() -> nodes.create(box("openai")));
    }

    @Test
    void theDatabaseRefusesAPrefixThatAnotherGatewayTook() {
        assertThat(nodes.all()).isEmpty();
        new ProviderNodeRows(entities.em())
                .insert(new ProviderNode(
                        UUID.randomUUID(), "Other", "box", Protocol.OLLAMA, URI.create("http://127.0.0.1")));
        entities.commit();

        assertThatExceptionOfType(PrefixInUse.class).isThrownBy(() -> nodes.create(box("box")));
        entities.rollBack();
    }

    @ParameterizedTest
    @CsvSource({
        "'',box,openai-chat,http://127.0.0.1,name",
        "Box,Box,openai-chat,http://127.0.0.1,prefix",
        "Box,a/b,openai-chat,http://127.0.0.1,prefix",
        "Box,box,smtp,http://127.0.0.1,protocol",
        "Box,box,openai-chat,http://169.254.169.254,baseUrl",
        "Box,box,openai-chat,http://127.0.0.1/v1/chat/completions,baseUrl"
    })
    void namesTheFieldAtFault(String name, String prefix, String protocol, String baseUrl, String field) {
        assertThatExceptionOfType(InvalidSetting.class)
                .isThrownBy(() -> nodes.create(new NodeSettings(name, prefix, protocol, baseUrl)))
                .satisfies(e -> assertThat(e.field()).isEqualTo(field));
    }

    @Test
    void changesTheAliasesThatAreNamed() {
        aliases.change(Map.of("fast", Optional.of("groq/llama"), "smart", Optional.of("anthropic/claude")));
        aliases.change(Map.of("fast", Optional.empty(), "smart", Optional.of("glm/glm-4.6")));

        assertThat(aliases.all()).containsExactly(Map.entry("smart", "glm/glm-4.6"));
        assertThat(new ModelAliasRows(entities.em()).all()).isEqualTo(aliases.all());
        assertThat(aliases.target("fast")).isEmpty();
        for (var wrong : List.of(
                Map.of("a/b", Optional.of("x/y")),
                Map.of("a", Optional.of("has space")),
                Map.of("a", Optional.of("a")))) {
            assertThatExceptionOfType(InvalidSetting.class).isThrownBy(() -> aliases.change(wrong));
        }
    }

    @Test
    void aCustomPriceCountsBeforeTheCatalogue() {
        var listed = catalog.price("glm", "glm-4.6");

        prices.put(List.of(new CustomPrice("glm", "glm-4.6", PRICE)));

        assertThat(prices.all()).containsExactly(new CustomPrice("glm", "glm-4.6", PRICE));
        assertThat(catalog.price("glm", "glm-4.6")).contains(PRICE);
        assertThat(prices.delete("glm", "glm-4.6")).isTrue();
        assertThat(catalog.price("glm", "glm-4.6")).isEqualTo(listed).isNotEqualTo(Optional.of(PRICE));
        assertThat(prices.delete("glm", "glm-4.6")).isFalse();
    }
}
