package dev.signalbox.transfer;

import dev.signalbox.access.StoredKey;
import dev.signalbox.catalog.Catalog;
import dev.signalbox.catalog.CustomPrice;
import dev.signalbox.catalog.Money;
import dev.signalbox.catalog.Price;
import dev.signalbox.catalog.Provider;
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
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Understands what 9Router keeps: its collections become {@link Contents}, and what has no place here becomes a note. */
final class NineRouter {
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

    private final Catalog catalog;
    private final JsonObject file;
    private final List<Report.Item> notes = new ArrayList<>();
    private final Map<String, JsonObject> pools;

    NineRouter(Catalog catalog, JsonObject file) {
        this.catalog = catalog;
        this.file = file;
        this.pools = Texts.objects(file, "proxyPools").stream()
                .collect(Collectors.toMap(pool -> Texts.text(pool, "id", ""), pool -> pool, (one, other) -> one));
    }

    Contents contents() {
        var nodes = nodes();
        var refs = nodes.stream().map(Contents.Node::ref).toList();
        var accounts = Texts.objects(file, "providerConnections").stream()
                .flatMap(connection -> account(connection, refs).stream())
                .toList();
        var settings = Texts.object(file, "settings");
        var keys = keys();
        var prices = prices(refs);
        notBroughtAlong(settings);
        return new Contents(
                nodes,
                accounts,
                keys,
                combos(settings),
                aliases(),
                prices,
                proxies(settings),
                strategy(settings),
                Contents.Past.NONE,
                notes);
    }

    private void skip(Report.Kind kind, String name, String why) {
        notes.add(new Report.Item(kind, name, Report.Outcome.SKIPPED, why));
    }

    private List<Contents.Node> nodes() {
        var found = new ArrayList<Contents.Node>();
        for (var node : Texts.objects(file, "providerNodes")) {
            var type = Texts.text(node, "type", "openai-compatible");
            var name = Texts.text(node, "name", Texts.text(node, "prefix", "?"));
            if (type.startsWith("custom-embedding")) {
                skip(
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

    private Optional<Contents.Account> account(JsonObject connection, List<String> nodes) {
        var there = Texts.text(connection, "provider", "");
        var name = Texts.text(connection, "name")
                .or(() -> Texts.text(connection, "displayName"))
                .or(() -> Texts.text(connection, "email"))
                .orElse(there);
        var provider =
                nodes.contains(there) ? Optional.of(there) : provider(there).map(Provider::id);
        var tokens = new NineRouterTokens(connection);
        if (provider.isEmpty()) {
            skip(Report.Kind.ACCOUNT, name + " (" + there + ")", "There is no such provider here.");
            return Optional.empty();
        }
        if (Texts.text(connection, "authType", "").equals("cookie")) {
            skip(Report.Kind.ACCOUNT, name + " (" + there + ")", "Accounts by a browser's cookie are not supported.");
            return Optional.empty();
        }
        if (tokens.secrets().isEmpty()) {
            skip(Report.Kind.ACCOUNT, name + " (" + there + ")", "It holds no key and no token.");
            return Optional.empty();
        }
        return Optional.of(new Contents.Account(
                "",
                provider.get(),
                name,
                tokens.kind(),
                tokens.identity(there),
                tokens.secrets(),
                tokens.details(),
                tokens.expiresAt(),
                Texts.number(connection, "priority").map(n -> n.intValue()).orElse(1),
                Texts.flag(connection, "isActive", true) && !relayed(connection),
                proxy(connection),
                List.of()));
    }

    private Optional<Provider> provider(String there) {
        return catalog.provider(PREFIXES.getOrDefault(there, there));
    }

    private @Nullable JsonObject pool(JsonObject connection) {
        var own = Texts.object(connection, "providerSpecificData");
        var pool = pools.get(Texts.text(own, "proxyPoolId")
                .or(() -> Texts.text(connection, "proxyPoolId"))
                .orElse("-"));
        return pool != null && Texts.flag(pool, "isActive", true) ? pool : null;
    }

    /** Whoever had a relay did not want to call directly, so the account waits until somebody has decided. */
    private boolean relayed(JsonObject connection) {
        var pool = pool(connection);
        if (pool == null || Texts.text(pool, "type", "http").equals("http")) {
            return false;
        }
        skip(
                Report.Kind.PROXY,
                Texts.text(pool, "name", "?"),
                "Relays on Vercel are not supported; accounts behind one come over disabled.");
        return true;
    }

    private @Nullable Secret proxy(JsonObject connection) {
        var pool = pool(connection);
        if (pool != null) {
            return Texts.text(pool, "type", "http").equals("http")
                    ? Texts.text(pool, "proxyUrl").map(Secret::of).orElse(null)
                    : null;
        }
        var own = Texts.object(connection, "providerSpecificData");
        var inline = Texts.flag(own, "connectionProxyEnabled", false) ? own : connection;
        return Texts.flag(inline, "connectionProxyEnabled", false)
                ? Texts.text(inline, "connectionProxyUrl").map(Secret::of).orElse(null)
                : null;
    }

    private List<StoredKey> keys() {
        var found = new ArrayList<StoredKey>();
        for (var key : Texts.objects(file, "apiKeys")) {
            var name = Texts.text(key, "name", "From 9Router");
            var value = Texts.text(key, "key", "");
            if (value.length() < StoredKey.SHORTEST) {
                skip(Report.Kind.KEY, name, "It is too short to be kept as a hash; make a new one.");
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

    private List<CustomPrice> prices(List<String> nodes) {
        var found = new ArrayList<CustomPrice>();
        Texts.object(file, "pricing").forEach((there, models) -> {
            var provider =
                    nodes.contains(there) ? Optional.of(there) : provider(there).map(Provider::id);
            if (!(models instanceof JsonObject priced)) {
                return;
            }
            priced.forEach((model, rates) -> {
                if (provider.isEmpty()) {
                    skip(Report.Kind.PRICE, there + "/" + model, "There is no such provider here.");
                } else if (rates instanceof JsonObject dollars) {
                    price(dollars)
                            .ifPresentOrElse(
                                    price -> found.add(new CustomPrice(provider.get(), model, price)),
                                    () -> skip(
                                            Report.Kind.PRICE,
                                            there + "/" + model,
                                            "It has no price for input and output."));
                }
            });
        });
        return found;
    }

    /** Dollars per million tokens; reasoning is priced as output here, as the vendors do. */
    private static Optional<Price> price(JsonObject rates) {
        return dollars(rates, "input")
                .flatMap(input -> dollars(rates, "output").map(output -> {
                    var write = dollars(rates, "cache_creation").orElse(input);
                    return new Price(
                            input, output, dollars(rates, "cached").orElse(input), write, write, null, "9Router");
                }));
    }

    private static Optional<Money> dollars(JsonObject rates, String name) {
        return Texts.number(rates, name).flatMap(number -> {
            try {
                var decimal = number.bigDecimalValue();
                return decimal.precision() > 15 || Math.abs(decimal.scale()) > 9
                        ? Optional.empty()
                        : Optional.of(Money.ofDollars(decimal.toPlainString()));
            } catch (ArithmeticException | IllegalArgumentException refused) {
                return Optional.empty();
            }
        });
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

    private void notBroughtAlong(JsonObject settings) {
        if (!Texts.object(file, "mitmAlias").isEmpty()) {
            skip(Report.Kind.OTHER, "mitmAlias", "Tools are pointed at the gateway here; none is intercepted.");
        }
        if (Texts.text(settings, "password").isPresent()) {
            skip(Report.Kind.OTHER, "password", "The console has its own people and passwords.");
        }
        boolean direct = pools.values().stream()
                        .anyMatch(pool -> Texts.text(pool, "noProxy").isPresent())
                || Texts.objects(file, "providerConnections").stream()
                        .anyMatch(one -> Texts.text(one, "connectionNoProxy")
                                .or(() -> Texts.text(Texts.object(one, "providerSpecificData"), "connectionNoProxy"))
                                .isPresent());
        if (direct) {
            skip(
                    Report.Kind.PROXY,
                    "noProxy",
                    "An account's proxy has no exceptions here; those of the proxy for everything come along.");
        }
        if (!Texts.object(settings, "providerThinking").isEmpty()) {
            skip(Report.Kind.SETTING, "providerThinking", "Clients ask for thinking themselves, by model(level) too.");
        }
        if (!Texts.objects(file, "customModels").isEmpty()
                || !Texts.object(file, "customModels").isEmpty()) {
            skip(Report.Kind.OTHER, "customModels", "Any model of a provider can be asked for; nothing to declare.");
        }
        var strategies = Texts.object(settings, "providerStrategies");
        if (!strategies.isEmpty()) {
            skip(
                    Report.Kind.SETTING,
                    "providerStrategies",
                    "The order among accounts is one setting for all providers.");
        }
    }
}
