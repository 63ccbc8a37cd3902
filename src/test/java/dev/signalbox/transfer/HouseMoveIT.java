package dev.signalbox.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.database.TestPostgres;
import dev.signalbox.gateway.Gateway;
import dev.signalbox.signin.SecondServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** A gateway moves from H2 into an empty one on PostgreSQL by its backup, and what arrived there is all here still. */
class HouseMoveIT {
    private static final Gateway GATEWAY = Gateway.running();
    private static final String PASSPHRASE = "correct horse battery staple";
    private static final String PASSWORD = "a password of somebody";

    private final String unique = Gateway.unique();

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    @AfterEach
    void leave() {
        GATEWAY.disconnect("openai");
        for (var user : GATEWAY.manage("GET", "/api/users", null, 200).path("items")) {
            if (user.path("username").asText().equals(unique)) {
                GATEWAY.manage("DELETE", "/api/users/" + user.path("id").asText(), null, 204);
            }
        }
    }

    @Test
    @Timeout(value = 20, unit = TimeUnit.MINUTES) // a server has to start on whatever machine this is
    void bringsPeopleWindowsAndTheLedgerAlong() throws Exception {
        var key = GATEWAY.newKey(unique);
        var account = account();
        var spent = spend(key);
        var backup = GATEWAY.manage(
                "POST",
                "/api/transfer/backup",
                Gateway.object().put("passphrase", PASSPHRASE).put("ledger", true),
                200);
        assertThat(backup.toString()).doesNotContain(unique, PASSWORD);

        try (var database = TestPostgres.start();
                var there = SecondServer.start(folder, settings(database))) {
            assertThat(there.login(unique, PASSWORD)).isEqualTo(401);
            restore(there, backup);

            assertThat(there.login(unique, PASSWORD)).isEqualTo(200);
            assertThat(there.login("admin", SecondServer.PASSWORD)).isEqualTo(200);
            assertThat(there.ask(key, "demo/echo").status()).isEqualTo(200);
            var logged = json(
                    there, "/api/usage/request-logs/" + spent.path("requestId").asText());
            assertThat(logged.path("route").asText())
                    .isEqualTo(spent.path("route").asText());
            assertThat(logged.path("costNanos")).isEqualTo(spent.path("costNanos"));
            assertThat(logged.path("usage")).isEqualTo(spent.path("usage"));
            var moved = named(json(there, "/api/providers?limit=500"), unique);
            assertThat(moved.path("id").asText()).isNotEqualTo(account);
            assertThat(json(there, "/api/usage/" + moved.path("id").asText())
                            .at("/windows/0/name")
                            .asText())
                    .isEqualTo("monthly");

            comesBackUnchanged(there);
        }
    }

    private String account() {
        GATEWAY.manage(
                "POST",
                "/api/users",
                Gateway.object()
                        .put("username", unique)
                        .put("password", PASSWORD)
                        .put("role", "viewer"),
                201);
        var account = GATEWAY.manage(
                        "POST",
                        "/api/providers",
                        Gateway.object()
                                .put("provider", "openai")
                                .put("name", unique)
                                .put("apiKey", "sk-" + unique),
                        201)
                .path("id")
                .asText();
        GATEWAY.manage(
                "POST",
                "/api/usage/" + account + "/windows",
                Gateway.object()
                        .put("name", "monthly")
                        .put("unit", "tokens")
                        .put("limit", 250)
                        .put("period", "days")
                        .put("resetTime", "10:00")
                        .put("zone", "Europe/Berlin"),
                201);
        return account;
    }

    private static JsonNode spend(String key) {
        var answer = GATEWAY.send(GATEWAY.call("/v1/chat/completions")
                .setHeader("Authorization", "Bearer " + key)
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString(
                        "{\"model\":\"demo/echo\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}"))
                .build());
        assertThat(answer.statusCode()).isEqualTo(200);
        return GATEWAY.logged(answer);
    }

    private static Map<String, String> settings(EmbeddedPostgres database) {
        return Map.of(
                "DATABASE_URL", database.getJdbcUrl("postgres", "postgres"),
                "DATABASE_USER", "postgres",
                "DATABASE_PASSWORD", "postgres",
                "DEMO", "true",
                "MASTER_KEY", Base64.getEncoder().encodeToString(new byte[32]));
    }

    private void restore(SecondServer there, JsonNode backup) {
        var body = Json.createObjectBuilder()
                .add("passphrase", PASSPHRASE)
                .add("backup", object(backup))
                .build();
        var rehearsal = there.manage("/api/transfer/restore?dryRun=true", body);
        assertThat(rehearsal.status()).as(rehearsal.body()).isEqualTo(200);
        assertThat(there.login(unique, PASSWORD)).isEqualTo(401);

        var restored = there.manage("/api/transfer/restore?dryRun=false", body);

        assertThat(restored.status()).as(restored.body()).isEqualTo(200);
        var report = Gateway.json(restored.body());
        assertThat(report.path("items"))
                .isEqualTo(Gateway.json(rehearsal.body()).path("items"));
        assertThat(outcomes(report, unique)).containsOnly("added").hasSize(4); // key, account, window, person
        assertThat(outcomes(report, " requests")).containsExactly("added");
        assertThat(outcomes(report, "admin")).containsExactly("kept");
        var again = Gateway.json(
                there.manage("/api/transfer/restore?dryRun=false", body).body());
        assertThat(again.at("/counts/added").asInt()).as(again.toString()).isZero();
    }

    /** What PostgreSQL holds is packed as what H2 holds: here everything is known. */
    private void comesBackUnchanged(SecondServer there) {
        var packed = there.manage(
                "/api/transfer/backup",
                Json.createObjectBuilder()
                        .add("passphrase", PASSPHRASE)
                        .add("ledger", true)
                        .build());
        assertThat(packed.status()).isEqualTo(200);
        var body = Gateway.object().put("passphrase", PASSPHRASE);
        body.set("backup", Gateway.json(packed.body()));

        var report = GATEWAY.manage("POST", "/api/transfer/restore?dryRun=true", body, 200);

        assertThat(outcomes(report, unique)).containsOnly("present").hasSize(4);
    }

    private static JsonObject object(JsonNode json) {
        try (var reader = Json.createReader(new StringReader(json.toString()))) {
            return reader.readObject();
        }
    }

    private static JsonNode json(SecondServer server, String path) {
        var answer = server.manage(path, JsonValue.NULL);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return Gateway.json(answer.body());
    }

    private static JsonNode named(JsonNode list, String name) {
        return StreamSupport.stream(list.path("items").spliterator(), false)
                .filter(one -> one.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> outcomes(JsonNode report, String name) {
        return report.path("items")
                .valueStream()
                .filter(item -> item.path("name").asText().contains(name))
                .map(item -> item.path("outcome").asText())
                .toList();
    }
}
