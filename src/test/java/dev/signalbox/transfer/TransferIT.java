package dev.signalbox.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.chat.Protocol;
import dev.signalbox.gateway.Folder;
import dev.signalbox.gateway.Gateway;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Moving into the packaged gateway, and out of it again. */
class TransferIT {
    private static final Gateway GATEWAY = Gateway.running();
    private static final String PASSPHRASE = "correct horse battery staple";

    private final String unique = Gateway.unique();

    @AfterEach
    void noProxyForEverything() {
        GATEWAY.manage("PUT", "/api/egress", Gateway.object().putNull("proxy").putNull("noProxy"), 200);
        GATEWAY.manage("PUT", "/api/settings", Gateway.object().put("accountStrategy", "priority"), 200);
        GATEWAY.disconnect("openai");
    }

    private static JsonNode post(String path, byte[] body, int status) {
        var request = HttpRequest.newBuilder(Gateway.URL.resolve(path))
                .header("Authorization", "Bearer " + GATEWAY.token())
                .header("Content-Type", "application/octet-stream")
                .POST(BodyPublishers.ofByteArray(body));
        var answer = GATEWAY.send(request.build());
        assertThat(answer.statusCode())
                .as(new String(answer.body(), StandardCharsets.UTF_8))
                .isEqualTo(status);
        return Gateway.json(answer);
    }

    /** The fixture with names that no other test has used. */
    private byte[] fixture() {
        return new String(NineRouterTest.file("db.json"), StandardCharsets.UTF_8)
                .replace("canary", unique)
                .replace("\"daily\"", "\"daily-" + unique + "\"")
                .replace("\"turns\"", "\"turns-" + unique + "\"")
                .replace("\"fast\"", "\"fast-" + unique + "\"")
                .replace("\"boxed\"", "\"boxed-" + unique + "\"")
                .replace("127.0.0.1:8000/v1", "127.0.0.1:8000/" + unique)
                .replace("llm.example/v1", "llm.example/" + unique)
                .replace("\"box\"", "\"box" + unique + "\"")
                .replace("box/llama", "box" + unique + "/llama")
                .replace("\"gpt-5\"", "\"gpt-" + unique + "\"")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static int count(JsonNode report, String outcome) {
        return report.at("/counts/" + outcome).asInt();
    }

    @Test
    void takesAFileOverOnceAndTheClearKeysKeepWorking() {
        var file = fixture();
        var key = "sk-0123456789abcdef-" + unique + "1-aaaaaaaa";
        var before = GATEWAY.accounts().size();

        var rehearsal = post("/api/transfer/9router", file, 200);
        assertThat(rehearsal.path("dryRun").asBoolean()).isTrue();
        assertThat(GATEWAY.accounts()).hasSize(before);
        assertThat(models(key)).isEqualTo(401);

        var report = post("/api/transfer/9router?dryRun=false", file, 200);
        assertThat(report.path("items")).isEqualTo(rehearsal.path("items"));
        assertThat(count(report, "added")).isGreaterThan(8);
        assertThat(count(report, "renamed")).isEqualTo(1);
        assertThat(models(key)).isEqualTo(200);
        assertThat(models("sk-0123456789abcdef-" + unique + "2-bbbbbbbb")).isEqualTo(401);
        assertThat(report.toString()).doesNotContain("sk-" + unique, unique + "-proxy", key);

        var again = post("/api/transfer/9router?dryRun=false", file, 200);
        assertThat(count(again, "added") + count(again, "renamed"))
                .as(again.toString())
                .isZero();
    }

    @Test
    void followsWhatIsRenamed() {
        post("/api/transfer/9router?dryRun=false", fixture(), 200);

        var node = find(
                GATEWAY.manage("GET", "/api/provider-nodes", null, 200), "baseUrl", "https://llm.example/" + unique);
        var prefix = node.path("prefix").asText();
        var combo = find(GATEWAY.manage("GET", "/api/combos", null, 200), "name", "daily-" + unique);

        assertThat(prefix).startsWith("glm-");
        assertThat(combo.path("models").toString()).contains(prefix + "/claude-x", "box" + unique + "/llama");
    }

    private static JsonNode find(JsonNode list, String field, String value) {
        for (var item : list.path("items")) {
            if (item.path(field).asText().equals(value)) {
                return item;
            }
        }
        throw new AssertionError(value + " is not in " + list);
    }

    private static int models(String key) {
        return GATEWAY.send(HttpRequest.newBuilder(Gateway.URL.resolve("/v1/models"))
                        .header("Authorization", "Bearer " + key)
                        .build())
                .statusCode();
    }

    @Test
    void keepsNothingInClear() {
        post("/api/transfer/9router?dryRun=false", fixture(), 200);

        for (var property : new String[] {"signalbox.data-dir", "signalbox.log-dir"}) {
            for (var file : Folder.files(Path.of(System.getProperty(property)))) {
                var text = text(file);
                for (var secret : List.of("sk-" + unique, unique + "-codex", unique + "-proxy")) {
                    assertThat(text.contains(secret)).as(file.toString()).isFalse();
                }
            }
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException gone) {
            return ""; // a temporary file of the database
        }
    }

    @Test
    void takesASqliteDatabaseOver() {
        var report = post("/api/transfer/9router?dryRun=true", NineRouterTest.file("data.sqlite"), 200);

        assertThat(report.path("items").toString()).contains("work (openai)", "laptop", "daily");
    }

    @Test
    void bringsBackWhatABackupHolds() {
        var made = GATEWAY.manage("POST", "/api/keys", Gateway.object().put("name", unique), 201);
        var key = made.path("key").asText();
        var account =
                Gateway.object().put("provider", "openai").put("name", unique).put("apiKey", "sk-" + unique);
        account.put("proxy", "socks5://ana:" + unique + "@127.0.0.1:1");
        var id = GATEWAY.manage("POST", "/api/providers", account, 201)
                .path("id")
                .asText();
        var backup =
                GATEWAY.manage("POST", "/api/transfer/backup", Gateway.object().put("passphrase", PASSPHRASE), 200);
        assertThat(backup.toString()).doesNotContain(unique).contains("signalbox-backup");

        GATEWAY.manage("DELETE", "/api/keys/" + made.path("id").asText(), null, 204);
        GATEWAY.manage("DELETE", "/api/providers/" + id, null, 204);
        assertThat(models(key)).isEqualTo(401);

        var rehearsal = restore(backup, PASSPHRASE, true, 200);
        assertThat(added(rehearsal, unique)).as(rehearsal::toString).isEqualTo(3);
        assertThat(models(key)).isEqualTo(401);
        restore(backup, PASSPHRASE, false, 200);

        assertThat(models(key)).isEqualTo(200);
        var back = find(GATEWAY.manage("GET", "/api/providers?limit=500", null, 200), "name", unique);
        assertThat(back.path("proxy").asText()).isEqualTo("socks5://ana@127.0.0.1:1");
        assertThat(added(restore(backup, PASSPHRASE, false, 200), unique)).isZero();
    }

    @Test
    void nodesAtOneAddressStayTwo() {
        for (var prefix : List.of(unique + "a", unique + "b")) {
            GATEWAY.connect(Protocol.OPENAI_CHAT, URI.create("http://127.0.0.1:1/" + unique), prefix, "sk-" + prefix);
        }
        var combo = GATEWAY.combo(unique + "b/m", unique + "a/m");
        var backup =
                GATEWAY.manage("POST", "/api/transfer/backup", Gateway.object().put("passphrase", PASSPHRASE), 200);

        assertThat(outcomes(restore(backup, PASSPHRASE, true, 200), unique, combo))
                .containsOnly("present");

        for (var prefix : List.of(unique + "a", unique + "b")) {
            var node = find(GATEWAY.manage("GET", "/api/provider-nodes?limit=500", null, 200), "prefix", prefix);
            GATEWAY.disconnect(node.path("id").asText());
            GATEWAY.manage("DELETE", "/api/provider-nodes/" + node.path("id").asText(), null, 204);
        }
        var rehearsal = restore(backup, PASSPHRASE, true, 200);
        assertThat(restore(backup, PASSPHRASE, false, 200)).isNotNull();
        assertThat(outcomes(rehearsal, "(" + unique)).containsExactly("added", "added");
        assertThat(outcomes(restore(backup, PASSPHRASE, true, 200), unique, combo))
                .containsOnly("present");
    }

    private static List<String> outcomes(JsonNode report, String... names) {
        return report.path("items")
                .valueStream()
                .filter(item -> Stream.of(names).anyMatch(item.path("name").asText()::contains))
                .map(item -> item.path("outcome").asText())
                .toList();
    }

    /** How many of this test's own things would come or came; other tests' accounts at the same server change meanwhile. */
    private static long added(JsonNode report, String unique) {
        return report.path("items")
                .valueStream()
                .filter(i -> i.path("outcome").asText().equals("added"))
                .filter(i -> i.path("name").asText().contains(unique))
                .count();
    }

    private static JsonNode restore(JsonNode backup, String passphrase, boolean dryRun, int status) {
        ObjectNode body = Gateway.object().put("passphrase", passphrase);
        body.set("backup", backup);
        return GATEWAY.manage("POST", "/api/transfer/restore?dryRun=" + dryRun, body, status);
    }

    @Test
    void saysThatThePassphraseIsWrong() {
        var backup =
                GATEWAY.manage("POST", "/api/transfer/backup", Gateway.object().put("passphrase", PASSPHRASE), 200);

        var refused = restore(backup, "another passphrase", false, 422);

        assertThat(refused.path("field").asText()).isEqualTo("passphrase");
        assertThat(refused.path("detail").asText()).contains("passphrase is not the one");
        GATEWAY.manage("POST", "/api/transfer/backup", Gateway.object().put("passphrase", "short"), 422);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "canary", "{}", "{\"providerConnections\": canary"})
    void refusesWhatIsNoFileOfA9Router(String content) {
        var refused = post("/api/transfer/9router?dryRun=false", content.getBytes(StandardCharsets.UTF_8), 422);

        assertThat(refused.path("field").asText()).isEqualTo("file");
        assertThat(refused.toString()).doesNotContain("canary");
    }
}
