package dev.signalbox.transfer;

import dev.signalbox.access.StoredKey;
import dev.signalbox.account.CredentialKind;
import dev.signalbox.account.SecretKind;
import dev.signalbox.catalog.CustomPrice;
import dev.signalbox.catalog.InvalidSetting;
import dev.signalbox.catalog.Money;
import dev.signalbox.catalog.Price;
import dev.signalbox.routing.Combo;
import dev.signalbox.vault.Secret;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** {@link Contents} as JSON and back; secrets are in clear in it, so it is only ever seen sealed. */
final class BackupText {
    private static final int VERSION = 1;

    private BackupText() {}

    static String write(Contents contents) {
        return Json.createObjectBuilder()
                .add("version", VERSION)
                .add("nodes", all(contents.nodes(), BackupText::node))
                .add("accounts", all(contents.accounts(), BackupText::account))
                .add("keys", all(contents.keys(), BackupText::key))
                .add("combos", all(contents.combos(), BackupText::combo))
                .add("aliases", texts(contents.aliases()))
                .add("prices", all(contents.prices(), BackupText::price))
                .add("proxies", secrets(contents.proxies()))
                .add("settings", texts(contents.settings()))
                .add("past", BackupPast.write(contents.past()))
                .build()
                .toString();
    }

    static Contents read(String text) {
        var json = Texts.object(text);
        if (json.getInt("version", 0) != VERSION) {
            throw new InvalidSetting("file", "The backup is of a version that this Signalbox does not know.");
        }
        return new Contents(
                Texts.objects(json, "nodes").stream().map(BackupText::node).toList(),
                Texts.objects(json, "accounts").stream()
                        .map(BackupText::account)
                        .toList(),
                Texts.objects(json, "keys").stream().map(BackupText::key).toList(),
                Texts.objects(json, "combos").stream().map(BackupText::combo).toList(),
                texts(Texts.object(json, "aliases")),
                Texts.objects(json, "prices").stream().map(BackupText::price).toList(),
                secrets(Texts.object(json, "proxies")),
                texts(Texts.object(json, "settings")),
                BackupPast.read(Texts.object(json, "past")),
                List.of());
    }

    static <T> JsonArrayBuilder all(List<T> things, Function<T, JsonObjectBuilder> written) {
        var array = Json.createArrayBuilder();
        things.forEach(thing -> array.add(written.apply(thing)));
        return array;
    }

    private static JsonObjectBuilder node(Contents.Node node) {
        return Json.createObjectBuilder()
                .add("ref", node.ref())
                .add("name", node.name())
                .add("prefix", node.prefix())
                .add("protocol", node.protocol())
                .add("baseUrl", node.baseUrl());
    }

    private static Contents.Node node(JsonObject json) {
        return new Contents.Node(
                Texts.text(json, "ref", ""),
                Texts.text(json, "name", ""),
                Texts.text(json, "prefix", ""),
                Texts.text(json, "protocol", ""),
                Texts.text(json, "baseUrl", ""));
    }

    private static JsonObjectBuilder account(Contents.Account account) {
        var secrets = account.secrets().entrySet().stream()
                .collect(Collectors.toMap(e -> e.getKey().name(), Map.Entry::getValue));
        var json = Json.createObjectBuilder()
                .add("ref", account.ref())
                .add("windows", all(account.windows(), BackupPast::window))
                .add("provider", account.provider())
                .add("name", account.name())
                .add("kind", account.kind().name())
                .add("secrets", secrets(secrets))
                .add("details", texts(account.details()))
                .add("priority", account.priority())
                .add("enabled", account.enabled());
        if (account.identity() != null) {
            json.add("identity", account.identity());
        }
        if (account.expiresAt() != null) {
            json.add("expiresAt", account.expiresAt().toString());
        }
        if (account.proxy() != null) {
            json.add("proxy", account.proxy().reveal());
        }
        return json;
    }

    private static Contents.Account account(JsonObject json) {
        var secrets = new LinkedHashMap<SecretKind, Secret>();
        secrets(Texts.object(json, "secrets"))
                .forEach((kind, secret) -> secrets.put(constant(SecretKind.class, kind), secret));
        return new Contents.Account(
                Texts.text(json, "ref", ""),
                Texts.text(json, "provider", ""),
                Texts.text(json, "name", ""),
                constant(CredentialKind.class, Texts.text(json, "kind", "")),
                Texts.text(json, "identity").orElse(null),
                secrets,
                texts(Texts.object(json, "details")),
                Texts.instant(json, "expiresAt"),
                json.getInt("priority", 1),
                json.getBoolean("enabled", true),
                Texts.text(json, "proxy").map(Secret::of).orElse(null),
                Texts.objects(json, "windows").stream().map(BackupPast::window).toList());
    }

    static <E extends Enum<E>> E constant(Class<E> type, String name) {
        try {
            return Enum.valueOf(type, name);
        } catch (IllegalArgumentException unknown) {
            throw new InvalidSetting("file", "The backup holds something that this Signalbox does not know.");
        }
    }

    static JsonObjectBuilder key(StoredKey key) {
        var json = Json.createObjectBuilder()
                .add("name", key.name())
                .add("hash", Base64.getEncoder().encodeToString(key.hash()))
                .add("prefix", key.prefix())
                .add("lastFour", key.lastFour())
                .add("models", Json.createArrayBuilder(key.allowedModels()))
                .add("enabled", key.enabled())
                .add("createdAt", key.createdAt().toString());
        if (key.expiresAt() != null) {
            json.add("expiresAt", key.expiresAt().toString());
        }
        return json;
    }

    static StoredKey key(JsonObject json) {
        return new StoredKey(
                Texts.text(json, "name", ""),
                Base64.getDecoder().decode(Texts.text(json, "hash", "")),
                Texts.text(json, "prefix", ""),
                Texts.text(json, "lastFour", ""),
                Set.copyOf(Texts.texts(json, "models")),
                json.getBoolean("enabled", true),
                Objects.requireNonNullElse(Texts.instant(json, "createdAt"), Instant.EPOCH),
                Texts.instant(json, "expiresAt"));
    }

    private static JsonObjectBuilder combo(Contents.NamedCombo combo) {
        return Json.createObjectBuilder()
                .add("name", combo.name())
                .add("models", Json.createArrayBuilder(combo.models()))
                .add("strategy", combo.strategy().id());
    }

    private static Contents.NamedCombo combo(JsonObject json) {
        return new Contents.NamedCombo(
                Texts.text(json, "name", ""),
                Texts.texts(json, "models"),
                Combo.Strategy.of(Texts.text(json, "strategy", "")).orElse(Combo.Strategy.FALLBACK));
    }

    private static JsonObjectBuilder price(CustomPrice custom) {
        var price = custom.price();
        return Json.createObjectBuilder()
                .add("provider", custom.provider())
                .add("model", custom.model())
                .add("input", price.input().nanos())
                .add("output", price.output().nanos())
                .add("cacheRead", price.cacheRead().nanos())
                .add("cacheWrite5m", price.cacheWrite5m().nanos())
                .add("cacheWrite1h", price.cacheWrite1h().nanos())
                .add("source", price.source());
    }

    private static CustomPrice price(JsonObject json) {
        return new CustomPrice(
                Texts.text(json, "provider", ""),
                Texts.text(json, "model", ""),
                new Price(
                        money(json, "input"),
                        money(json, "output"),
                        money(json, "cacheRead"),
                        money(json, "cacheWrite5m"),
                        money(json, "cacheWrite1h"),
                        null,
                        Texts.text(json, "source", "backup")));
    }

    private static Money money(JsonObject json, String name) {
        return new Money(Texts.number(json, name).map(n -> n.longValue()).orElse(0L));
    }

    private static JsonObjectBuilder texts(Map<String, String> texts) {
        var json = Json.createObjectBuilder();
        texts.forEach(json::add);
        return json;
    }

    private static Map<String, String> texts(JsonObject json) {
        return json.entrySet().stream()
                .filter(e -> e.getValue() instanceof JsonString)
                .collect(Collectors.toMap(Map.Entry::getKey, e -> ((JsonString) e.getValue()).getString()));
    }

    private static JsonObjectBuilder secrets(Map<String, Secret> secrets) {
        var json = Json.createObjectBuilder();
        secrets.forEach((name, secret) -> json.add(name, secret.reveal()));
        return json;
    }

    private static Map<String, Secret> secrets(JsonObject json) {
        return texts(json).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> Secret.of(e.getValue())));
    }
}
