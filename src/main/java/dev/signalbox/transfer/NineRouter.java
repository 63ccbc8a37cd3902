package dev.signalbox.transfer;

import dev.signalbox.access.StoredKey;
import dev.signalbox.catalog.Catalog;
import dev.signalbox.routing.Combo;
import dev.signalbox.vault.Secret;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Understands what 9Router keeps: its collections become {@link Contents}, and what has no place here becomes a note. */
final class NineRouter {
    private final Catalog catalog;
    private final JsonObject file;
    private final Notes notes = new Notes();

    NineRouter(Catalog catalog, JsonObject file) {
        this.catalog = catalog;
        this.file = file;
    }

    Contents contents() {
        var nodes = nodes();
        var providers = new NineRouterProviders(
                catalog, nodes.stream().map(Contents.Node::ref).toList());
        var accounts = new NineRouterAccounts(file, providers, notes);
        var found = accounts.all();
        var settings = Texts.object(file, "settings");
        var keys = keys();
        var prices = NineRouterPrices.of(Texts.object(file, "pricing"), providers, notes);
        notBroughtAlong(settings, accounts);
        return new Contents(
                nodes,
                found,
                keys,
                combos(settings),
                aliases(),
                prices,
                proxies(settings),
                strategy(settings),
                Contents.Past.NONE,
                notes.all());
    }

    private List<Contents.Node> nodes() {
        var found = new ArrayList<Contents.Node>();
        for (var node : Texts.objects(file, "providerNodes")) {
            var type = Texts.text(node, "type", "openai-compatible");
            var name = Texts.text(node, "name", Texts.text(node, "prefix", "?"));
            if (type.startsWith("custom-embedding")) {
                notes.skip(
                        Report.Kind.NODE,
                        name,
                        "Nodes for embeddings alone are ordinary nodes here; add it with its address.");
                continue;
            }
            var protocol = type.startsWith("anthropic")
                    ? "anthropic-messages"
                    : Texts.text(node, "apiType", "chat").equals("responses") ? "openai-responses" : "openai-chat";
            found.add(new Contents.Node(
                    Texts.text(node, "id", ""),
                    name,
                    Texts.text(node, "prefix", "").toLowerCase(Locale.ROOT),
                    protocol,
                    Texts.text(node, "baseUrl", "")));
        }
        return found;
    }

    private List<StoredKey> keys() {
        var found = new ArrayList<StoredKey>();
        for (var key : Texts.objects(file, "apiKeys")) {
            var name = Texts.text(key, "name", "From 9Router");
            var value = Texts.text(key, "key", "");
            if (value.length() < StoredKey.SHORTEST) {
                notes.skip(Report.Kind.KEY, name, "It is too short to be kept as a hash; make a new one.");
                continue;
            }
            var made = Objects.requireNonNullElse(Texts.instant(key, "createdAt"), Instant.EPOCH);
            var shown = name.length() > 100 ? name.substring(0, 100) : name;
            found.add(StoredKey.of(shown, value, Texts.flag(key, "isActive", true), made));
        }
        return found;
    }

    private List<Contents.NamedCombo> combos(JsonObject settings) {
        var strategies = Texts.object(settings, "comboStrategies");
        var usual = Texts.text(settings, "comboStrategy", "fallback");
        return Texts.objects(file, "combos").stream()
                .map(combo -> {
                    var name = Texts.text(combo, "name", "");
                    var word = Texts.text(strategies, name)
                            .or(() -> Texts.text(Texts.object(strategies, name), "fallbackStrategy"))
                            .orElse(usual);
                    var strategy = word.equals("round-robin") ? Combo.Strategy.ROUND_ROBIN : Combo.Strategy.FALLBACK;
                    return new Contents.NamedCombo(name, Texts.texts(combo, "models"), strategy);
                })
                .toList();
    }

    private Map<String, String> aliases() {
        var found = new LinkedHashMap<String, String>();
        Texts.object(file, "modelAliases").forEach((alias, target) -> {
            if (target instanceof JsonString text) {
                found.put(alias, text.getString());
            }
        });
        return found;
    }

    private static Map<String, Secret> proxies(JsonObject settings) {
        var found = new LinkedHashMap<String, Secret>();
        if (Texts.flag(settings, "outboundProxyEnabled", false)) {
            Texts.text(settings, "outboundProxyUrl").ifPresent(url -> found.put("everything", Secret.of(url)));
            Texts.text(settings, "outboundNoProxy").ifPresent(hosts -> found.put("everything-but", Secret.of(hosts)));
        }
        return found;
    }

    private static Map<String, String> strategy(JsonObject settings) {
        return Texts.text(settings, "fallbackStrategy", "").equals("round-robin")
                ? Map.of("accountStrategy", "round-robin")
                : Map.of();
    }

    private void notBroughtAlong(JsonObject settings, NineRouterAccounts accounts) {
        if (!Texts.object(file, "mitmAlias").isEmpty()) {
            notes.skip(Report.Kind.OTHER, "mitmAlias", "Tools are pointed at the gateway here; none is intercepted.");
        }
        if (Texts.text(settings, "password").isPresent()) {
            notes.skip(Report.Kind.OTHER, "password", "The console has its own people and passwords.");
        }
        if (accounts.haveExceptions()) {
            notes.skip(
                    Report.Kind.PROXY,
                    "noProxy",
                    "An account's proxy has no exceptions here; those of the proxy for everything come along.");
        }
        if (!Texts.object(settings, "providerThinking").isEmpty()) {
            notes.skip(
                    Report.Kind.SETTING,
                    "providerThinking",
                    "Clients ask for thinking themselves, by model(level) too.");
        }
        if (!Texts.objects(file, "customModels").isEmpty()
                || !Texts.object(file, "customModels").isEmpty()) {
            notes.skip(
                    Report.Kind.OTHER, "customModels", "Any model of a provider can be asked for; nothing to declare.");
        }
        var strategies = Texts.object(settings, "providerStrategies");
        if (!strategies.isEmpty()) {
            notes.skip(
                    Report.Kind.SETTING,
                    "providerStrategies",
                    "The order among accounts is one setting for all providers.");
        }
    }
}
