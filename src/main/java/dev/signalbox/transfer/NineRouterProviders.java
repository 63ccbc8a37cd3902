package dev.signalbox.transfer;

import dev.signalbox.catalog.Catalog;
import dev.signalbox.catalog.Provider;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whom 9Router means by its names of providers.
 *
 * @param nodes its own names of the nodes that come along
 */
record NineRouterProviders(Catalog catalog, List<String> nodes) {
    /** Providers that go by another id there: by the prefix that both have. */
    private static final Map<String, String> PREFIXES = Map.of(
            "claude", "cc",
            "codex", "cx",
            "gemini-cli", "gc",
            "github", "gh",
            "antigravity", "ag",
            "kiro", "kr",
            "iflow", "if",
            "qwen", "qw",
            "ollama", "ollama-cloud",
            "ollama-local", "ollama");

    NineRouterProviders {
        nodes = List.copyOf(nodes);
    }

    /** The provider's id here, or the name of the node, which gets its id on arrival. */
    Optional<String> find(String there) {
        return nodes.contains(there)
                ? Optional.of(there)
                : catalog.provider(PREFIXES.getOrDefault(there, there)).map(Provider::id);
    }
}
