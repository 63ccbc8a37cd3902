package dev.signalbox.management;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.gateway.Gateway;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Whoever looks, changes a field and sends the whole back is understood; what has not changed is no change. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SentBackIT {
    private final Caller admin = Caller.admin();
    private final List<String> made = new ArrayList<>();

    @AfterAll
    void leaveNothing() {
        made.reversed().forEach(path -> admin.call("DELETE", path, ""));
    }

    private String make(String path, String body) {
        var answer = admin.call("POST", path, body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        var one = path + "/" + answer.json().getString("id");
        made.add(one);
        return one;
    }

    @Test
    void everythingThatCanBeLookedAtCanBeSentBack() {
        var name = Gateway.unique();
        var node = make(
                "/api/provider-nodes",
                "{\"name\":\"%s\",\"prefix\":\"%s\",\"protocol\":\"openai-chat\",\"baseUrl\":\"http://127.0.0.1:9/v1\"}"
                        .formatted(name, name));
        var id = node.substring(node.lastIndexOf('/') + 1);
        var account = make("/api/providers", "{\"provider\":\"%s\",\"name\":\"a\",\"apiKey\":\"k\"}".formatted(id));
        var accountId = account.substring(account.lastIndexOf('/') + 1);
        for (var path : List.of(
                node,
                account,
                make("/api/keys", "{\"name\":\"" + name + "\"}"),
                make("/api/combos", "{\"name\":\"%s\",\"models\":[\"%s/m\"]}".formatted(name, name)),
                make("/api/users", "{\"username\":\"%s\",\"password\":\"long enough\"}".formatted(name)),
                "/api/settings",
                "/api/models/alias",
                "/api/egress")) {
            var seen = admin.get(path);
            var changed = admin.call("PUT", path, seen.body());

            assertThat(changed.status()).as(path + ": " + changed.body()).isEqualTo(200);
            var kept = new ArrayList<>(List.copyOf(seen.json().entrySet()));
            kept.removeIf(field -> field.getKey().equals("updatedAt"));
            assertThat(changed.json().entrySet()).as(path).containsAll(kept);
        }
        var windows = "/api/usage/" + accountId + "/windows";
        var window = make(windows, "{\"name\":\"w\",\"unit\":\"requests\",\"limit\":5,\"period\":\"days\"}");
        var declared = admin.get(windows).json().getJsonArray("items").getJsonObject(0);
        assertThat(admin.call("PUT", window, declared.toString()).status()).isEqualTo(200);
    }

    @Test
    void aFieldThatNobodyKnowsIsStillRefused() {
        var key = make("/api/keys", "{\"name\":\"" + Gateway.unique() + "\"}");

        assertThat(admin.call("PUT", key, "{\"enabeld\":false}").status()).isEqualTo(400);
        assertThat(admin.call("POST", "/api/keys", "{\"id\":\"x\",\"name\":\"y\"}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void usageTakesDaysToo() {
        var one = admin.get("/api/usage/history?from=2026-01-01&to=2026-01-31");

        assertThat(one.status()).as(one.body()).isEqualTo(200);
        assertThat(one.json().getString("from")).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(one.json().getString("to")).isEqualTo("2026-02-01T00:00:00Z");
        assertThat(admin.get("/api/usage/history?from=2026-02-30").status()).isEqualTo(422);
    }
}
