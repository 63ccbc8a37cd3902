package dev.signalbox.transfer;

import dev.signalbox.vault.Secret;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The accounts that 9Router keeps, with their proxies. */
final class NineRouterAccounts {
    private final List<JsonObject> connections;
    private final Map<String, JsonObject> pools;
    private final NineRouterProviders providers;
    private final Notes notes;

    NineRouterAccounts(JsonObject file, NineRouterProviders providers, Notes notes) {
        this.connections = Texts.objects(file, "providerConnections");
        this.pools = Texts.objects(file, "proxyPools").stream()
                .collect(Collectors.toMap(pool -> Texts.text(pool, "id", ""), pool -> pool, (one, other) -> one));
        this.providers = providers;
        this.notes = notes;
    }

    List<Contents.Account> all() {
        return connections.stream().flatMap(one -> account(one).stream()).toList();
    }

    /** Whether some go directly to places that the proxy of the others is for. */
    boolean haveExceptions() {
        return pools.values().stream()
                        .anyMatch(pool -> Texts.text(pool, "noProxy").isPresent())
                || connections.stream()
                        .anyMatch(one -> Texts.text(one, "connectionNoProxy")
                                .or(() -> Texts.text(Texts.object(one, "providerSpecificData"), "connectionNoProxy"))
                                .isPresent());
    }

    private Optional<Contents.Account> account(JsonObject connection) {
        var there = Texts.text(connection, "provider", "");
        var name = Texts.text(connection, "name")
                .or(() -> Texts.text(connection, "displayName"))
                .or(() -> Texts.text(connection, "email"))
                .orElse(there);
        var provider = providers.find(there);
        var tokens = new NineRouterTokens(connection);
        if (provider.isEmpty()) {
            notes.skip(Report.Kind.ACCOUNT, name + " (" + there + ")", "There is no such provider here.");
            return Optional.empty();
        }
        if (Texts.text(connection, "authType", "").equals("cookie")) {
            notes.skip(
                    Report.Kind.ACCOUNT,
                    name + " (" + there + ")",
                    "Accounts by a browser's cookie are not supported.");
            return Optional.empty();
        }
        if (tokens.secrets().isEmpty()) {
            notes.skip(Report.Kind.ACCOUNT, name + " (" + there + ")", "It holds no key and no token.");
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
        notes.skip(
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
}
