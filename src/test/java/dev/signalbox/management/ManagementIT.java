package dev.signalbox.management;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.gateway.Eventually;
import dev.signalbox.gateway.Gateway;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.time.Instant;
import java.util.Iterator;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManagementIT {
    private static final String NOWHERE = "http://127.0.0.1:9/v1";
    private static final String NO_ONES_ID = "00000000-0000-4000-8000-000000000000";

    private static Caller admin;

    private final String unique = "t" + UUID.randomUUID().toString().substring(0, 8);

    @BeforeAll
    static void signIn() {
        admin = Caller.admin();
    }

    private JsonObject created(String path, String body) {
        var answer = admin.call("POST", path, body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(answer.header("location")).endsWith(answer.json().getString("id"));
        return answer.json();
    }

    private static JsonObject ok(Caller.Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private static void refused(Caller.Answer answer, int status, String field) {
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.json().getInt("status")).isEqualTo(status);
        assertThat(answer.json().getString("field", "")).isEqualTo(field);
    }

    private String node(String prefix) {
        return """
            {"name": "A node", "prefix": "%s", "protocol": "openai-chat", "baseUrl": "%s", "unknown": [1]}\
            """.formatted(prefix, NOWHERE);
    }

    @Test
    void listsTheCatalogueWithModelsAndPrices() {
        var items = ok(admin.get("/api/catalogue")).getJsonArray("items");
        var anthropic = items.getValuesAs(JsonObject.class).stream()
                .filter(provider -> provider.getString("id").equals("anthropic"))
                .findFirst()
                .orElseThrow();

        assertThat(items).hasSizeGreaterThan(50);
        assertThat(anthropic.getJsonArray("protocols").toString()).contains("anthropic-messages");
        assertThat(anthropic.getJsonArray("models").getJsonObject(0).getJsonObject("price"))
                .containsKeys("input", "output", "cacheRead");
    }

    @Test
    void keepsNodesAndRefusesASecondPrefix() {
        var id = created("/api/provider-nodes", node(unique)).getString("id");

        refused(admin.call("POST", "/api/provider-nodes", node(unique)), 409, "prefix");
        refused(admin.call("POST", "/api/provider-nodes", node("anthropic")), 409, "prefix");
        var changed = ok(admin.call("PUT", "/api/provider-nodes/" + id, "{\"name\":\"Other\"}"));
        assertThat(changed.getString("name")).isEqualTo("Other");
        assertThat(changed.getString("baseUrl")).isEqualTo(NOWHERE);
        assertThat(ok(admin.get("/api/provider-nodes/" + id))).isEqualTo(changed);
        assertThat(admin.call("DELETE", "/api/provider-nodes/" + id, "").status())
                .isEqualTo(204);
        refused(admin.get("/api/provider-nodes/" + id), 404, "");
    }

    @ParameterizedTest
    @CsvSource({
        "name, 5, 400",
        "name, null, 400",
        "prefix, '\"A B\"', 422",
        "protocol, '\"soap\"', 422",
        "baseUrl, '\"ftp://h/v1\"', 422",
        "baseUrl, '\"http://169.254.169.254/latest\"', 422",
        "baseUrl, '[]', 400"
    })
    void namesTheFieldThatIsWrong(String field, String value, int status) {
        var body = Json.createObjectBuilder(
                        Json.createReader(new StringReader(node(unique))).readObject())
                .add(field, Json.createReader(new StringReader(value)).readValue())
                .build();

        refused(admin.call("POST", "/api/provider-nodes", body.toString()), status, field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"name\":", "[]", "7", "{} {}", "nonsense", "{\"a\":\"\\ud800", "null"})
    void refusesWhatIsNoJsonObject(String body) {
        refused(admin.call("POST", "/api/combos", body), 400, "");
    }

    @Test
    void makesNoKeyWhoseTimeIsOver() {
        var past = "{\"name\":\"late\",\"expiresAt\":\"2020-01-01T00:00:00Z\"}";
        refused(admin.call("POST", "/api/keys", past), 400, "expiresAt");
        var soon = Instant.now().plusMillis(1_500);
        var key = created("/api/keys", "{\"name\":\"soon\",\"expiresAt\":\"" + soon + "\"}");
        var path = "/api/keys/" + key.getString("id");
        refused(admin.call("PUT", path, past), 400, "expiresAt");
        assertThat(Eventually.becomes(() -> Instant.now().isAfter(soon))).isTrue();

        assertThat(admin.call("PUT", path, admin.get(path).body()).status()).isEqualTo(200);
        assertThat(admin.call("PUT", path, "{\"expiresAt\":null}").status()).isEqualTo(200);
        assertThat(admin.call("DELETE", path, "").status()).isEqualTo(204);
    }

    @Test
    void refusesNestingWithoutEnd() {
        refused(admin.call("POST", "/api/combos", "{\"a\":".repeat(50_000)), 400, "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"provider-nodes", "providers", "combos", "keys", "users"})
    void findsNothingUnderAnIdThatNobodyHas(String collection) {
        for (var id : new String[] {NO_ONES_ID, "nonsense", "1"}) {
            refused(admin.get("/api/" + collection + "/" + id), 404, "");
            refused(admin.call("PUT", "/api/" + collection + "/" + id, "{}"), 404, "");
            refused(admin.call("DELETE", "/api/" + collection + "/" + id, ""), 404, "");
        }
    }

    @Test
    void neverShowsASecret() {
        var secret = "sk-canary-" + UUID.randomUUID();
        var node = created("/api/provider-nodes", node(unique)).getString("id");
        var body = "{\"provider\":\"%s\",\"name\":\"one\",\"apiKey\":\"%s\",\"priority\":3}".formatted(node, secret);
        var made = created("/api/providers", body);
        var id = made.getString("id");

        var answers = made
                + admin.get("/api/providers").body()
                + admin.get("/api/providers/" + id).body()
                + admin.call("PUT", "/api/providers/" + id, "{\"apiKey\":\"" + secret + "2\"}")
                        .body()
                + admin.call("POST", "/api/providers/" + id + "/test", "").body();
        assertThat(answers).doesNotContain(secret).contains("\"hasKey\":true");
        assertThat(made.getInt("priority")).isEqualTo(3);
    }

    @Test
    void saysWhatATestCameTo() {
        var account = created("/api/providers", "{\"provider\":\"demo\",\"name\":\"simulated\"}");
        var id = account.getString("id");
        var tested = ok(admin.call("POST", "/api/providers/" + id + "/test", ""));
        var models = ok(admin.get("/api/providers/" + id + "/models"));

        assertThat(tested.getBoolean("ok")).isTrue();
        assertThat(models.getJsonArray("items").toString()).contains("demo/echo");
        assertThat(admin.call("DELETE", "/api/providers/" + id, "").status()).isEqualTo(204);
        refused(admin.call("POST", "/api/providers/" + id + "/test", ""), 404, "");
    }

    @Test
    void saysThatAProviderCannotBeReached() {
        var node = created("/api/provider-nodes", node(unique)).getString("id");
        var tried = ok(admin.call(
                "POST", "/api/providers/validate", "{\"provider\":\"%s\",\"apiKey\":\"k\"}".formatted(node)));

        assertThat(tried.getBoolean("valid")).isFalse();
        assertThat(tried.getString("failure")).isEqualTo("unreachable");
    }

    @Test
    void wantsAKeyWhereTheProviderDoes() {
        refused(admin.call("POST", "/api/providers", "{\"provider\":\"openai\",\"name\":\"x\"}"), 422, "apiKey");
        refused(admin.call("POST", "/api/providers", "{\"provider\":\"nobody\",\"apiKey\":\"k\"}"), 422, "provider");
        refused(admin.call("POST", "/api/providers/validate", "{\"provider\":\"openai\"}"), 422, "apiKey");
    }

    @Test
    void keepsCombosInOrder() {
        var combo = created("/api/combos", "{\"name\":\"%s\",\"models\":[\"a/b\",\"c/d\"]}".formatted(unique));
        var path = "/api/combos/" + combo.getString("id");

        assertThat(combo.getString("strategy")).isEqualTo("fallback");
        refused(
                admin.call("POST", "/api/combos", "{\"name\":\"%s\",\"models\":[\"a/b\"]}".formatted(unique)),
                409,
                "name");
        refused(admin.call("POST", "/api/combos", "{\"name\":\"x\"}"), 400, "models");
        refused(admin.call("PUT", path, "{\"strategy\":\"random\"}"), 422, "strategy");
        var turned = ok(admin.call("PUT", path, "{\"strategy\":\"round-robin\",\"models\":[\"c/d\",\"a/b\"]}"));
        assertThat(turned.getJsonArray("models").toString()).isEqualTo("[\"c/d\",\"a/b\"]");
        assertThat(admin.call("DELETE", path, "").status()).isEqualTo(204);
    }

    @Test
    void changesTheAliasesNamedAndLeavesTheOthers() {
        ok(admin.call("PUT", "/api/models/alias", "{\"%1$sa\":\"x/y\",\"%1$sb\":\"x/z\"}".formatted(unique)));
        ok(admin.call("PUT", "/api/models/alias", "{\"%sa\":null}".formatted(unique)));
        var all = ok(admin.get("/api/models/alias"));

        assertThat(all).doesNotContainKey(unique + "a").containsKey(unique + "b");
        refused(admin.call("PUT", "/api/models/alias", "{\"a/b\":\"x/y\"}"), 422, "a/b");
        refused(admin.call("PUT", "/api/models/alias", "{\"ab\":1}"), 400, "ab");
    }

    @Test
    void setsPricesOverTheCataloguesAndTakesThemBack() {
        created("/api/provider-nodes", node(unique));
        var name = unique + "/m";
        var set = ok(admin.call("PUT", "/api/pricing", "{\"%s\":{\"input\":0.25,\"output\":2}}".formatted(name)));
        var rates = set.getJsonObject(name);

        assertThat(rates.getJsonNumber("input").bigDecimalValue()).isEqualByComparingTo("0.25");
        assertThat(rates.getJsonNumber("cacheRead").bigDecimalValue()).isEqualByComparingTo("0.25");
        assertThat(rates.getBoolean("override")).isTrue();
        assertThat(ok(admin.call("PUT", "/api/pricing", "{\"%s\":null}".formatted(name))))
                .doesNotContainKey(name);
        refused(
                admin.call("PUT", "/api/pricing", "{\"%s\":{\"input\":-1,\"output\":2}}".formatted(name)),
                422,
                name + ".input");
        refused(admin.call("PUT", "/api/pricing", "{\"%s\":{\"input\":1}}".formatted(name)), 400, name + ".output");
        refused(
                admin.call("PUT", "/api/pricing", "{\"%s\":{\"input\":1e999999999,\"output\":2}}".formatted(name)),
                422,
                name + ".input");
        refused(admin.call("PUT", "/api/pricing", "{\"nobody/m\":null}"), 422, "nobody/m");
    }

    @Test
    void tellsWhatARequestCameTo() {
        created("/api/providers", "{\"provider\":\"demo\",\"name\":\"simulated\"}");
        ok(admin.call("PUT", "/api/models/alias", "{\"%s\":\"demo/echo\"}".formatted(unique)));
        var key = created("/api/keys", "{\"name\":\"ledger\"}");
        var body = "{\"model\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}".formatted(unique);
        var answer = Caller.bearer(key.getString("key")).call("POST", "/v1/chat/completions", body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        var id = answer.header("x-signalbox-request-id");

        var logged = ok(admin.get("/api/usage/request-logs/" + id));
        assertThat(logged)
                .containsOnlyKeys(
                        "requestId",
                        "status",
                        "keyId",
                        "requestedModel",
                        "route",
                        "stream",
                        "startedAt",
                        "firstEventMillis",
                        "durationMillis",
                        "stopReason",
                        "usage",
                        "costNanos",
                        "priced",
                        "loss",
                        "attempts",
                        "candidates");
        assertThat(logged.getString("status")).isEqualTo("succeeded");
        assertThat(logged.getString("keyId")).isEqualTo(key.getString("id"));
        assertThat(logged.getString("requestedModel")).isEqualTo(unique);
        assertThat(logged.getString("route")).isEqualTo("demo/echo");
        assertThat(logged.getJsonObject("usage"))
                .containsOnlyKeys(
                        "inputTokens",
                        "outputTokens",
                        "cacheReadTokens",
                        "cacheWriteTokens",
                        "reasoningTokens",
                        "estimated");
        var attempt = logged.getJsonArray("attempts").getJsonObject(0);
        assertThat(attempt).containsOnlyKeys("route", "account", "status", "failure", "message", "durationMillis");
        assertThat(attempt.get("failure")).isEqualTo(JsonValue.NULL);
        assertThat(admin.get("/api/usage/logs?key=" + key.getString("id")).body())
                .contains(id);
        var history = ok(admin.get("/api/usage/history?groupBy=key"));
        assertThat(history.getJsonArray("items").toString()).contains(key.getString("id"));
    }

    @Test
    void pagesThroughTheRequests() {
        refused(admin.get("/api/usage/request-logs?cursor=x"), 400, "cursor");
        refused(admin.get("/api/usage/request-logs?limit=0"), 400, "limit");
        refused(admin.get("/api/usage/request-logs?status=odd"), 422, "status");
        refused(admin.get("/api/usage/history?groupBy=moon"), 422, "groupBy");
        refused(admin.get("/api/usage/history?from=yesterday"), 422, "from");
        refused(admin.get("/api/usage/request-logs/req_nobody"), 404, "");
        refused(admin.get("/api/usage/" + NO_ONES_ID), 404, "");
    }

    @Test
    void knowsNoQuotaYet() {
        var account = created("/api/providers", "{\"provider\":\"demo\",\"name\":\"quota\"}");
        var quota = ok(admin.get("/api/usage/" + account.getString("id")));

        assertThat(quota.getBoolean("known")).isFalse();
        assertThat(quota.getJsonArray("windows")).isEmpty();
    }

    @Test
    void changesSettingsByName() {
        var before = ok(admin.get("/api/settings")).getString("accountStrategy");
        try {
            var changed = ok(admin.call("PUT", "/api/settings", "{\"accountStrategy\":\"round-robin\"}"));
            assertThat(changed.getString("accountStrategy")).isEqualTo("round-robin");
            assertThat(ok(admin.get("/api/settings"))).isEqualTo(changed);
            refused(admin.call("PUT", "/api/settings", "{\"accountStrategy\":\"dice\"}"), 422, "accountStrategy");
            refused(admin.call("PUT", "/api/settings", "{\"accountStrategy\":true}"), 400, "accountStrategy");
            refused(admin.call("PUT", "/api/settings", "{\"requireApiKey\":false}"), 422, "requireApiKey");
        } finally {
            ok(admin.call("PUT", "/api/settings", "{\"accountStrategy\":\"" + before + "\"}"));
        }
    }

    @Test
    void tellsWatchersHowItFaresAndOfEveryRequest() {
        var key = created("/api/keys", "{\"name\":\"watched\"}");
        created("/api/providers", "{\"provider\":\"demo\",\"name\":\"simulated\"}");
        try (var lines = admin.lines("/api/events")) {
            var events = lines.iterator();
            assertThat(next(events)).isEqualTo("event: health");
            var body = "{\"model\":\"demo/echo\",\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}";
            Caller.bearer(key.getString("key")).call("POST", "/v1/chat/completions", body);

            var seen = new StringBuilder();
            while (seen.indexOf(key.getString("id")) < 0) {
                seen.append(next(events)).append('\n');
            }
            assertThat(seen).contains("event: usage");
        }
    }

    /** The next line that says anything; the stream itself says something every ten seconds. */
    private static String next(Iterator<String> lines) {
        var line = "";
        while (line.isBlank()) {
            line = lines.next();
        }
        return line;
    }

    @Test
    void givesToolsTheirTexts() {
        var tools = ok(admin.get("/api/cli-tools")).getJsonArray("items").getValuesAs(JsonObject.class).stream()
                .map(tool -> tool.getString("id"))
                .collect(Collectors.toSet());
        assertThat(tools).contains("claude-code", "codex", "gemini-cli", "cursor", "cline", "continue", "roo");
        for (var tool : tools) {
            var text = ok(admin.get("/api/cli-tools/" + tool + "?key=sk-x&model=a/b"))
                    .getString("text");
            assertThat(text).as(tool).contains(Gateway.URL.toString(), "sk-x", "a/b");
        }
        refused(admin.get("/api/cli-tools/abacus"), 404, "");
        refused(admin.get("/api/cli-tools/codex?key=%22"), 422, "key");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET | /nothing | 404 | \"error\":{\"message\"",
                "GET | /v1/nothing | 404 | \"error\":{\"message\"",
                "GET | /v1/chat/completions | 405 | \"error\":{\"message\"",
                "GET | /v1/messages | 405 | \"type\":\"error\"",
                "GET | /v1beta/nothing | 404 | \"status\":\"NOT_FOUND\"",
                "GET | /api/chat | 405 | {\"error\":\"",
                "GET | /api/nothing | 404 | \"type\":\"about:blank\"",
                "PATCH | /api/combos | 405 | \"type\":\"about:blank\""
            })
    void refusesAtTheEdgeInThePathsOwnProtocol(String method, String path, int status, String shape) {
        var answer = admin.call(method, path, "");

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body()).contains(shape);
    }

    @Test
    void wantsAndAnswersJsonOnly() {
        refused(admin.call("POST", "/api/combos", "name=x", Map.of("Content-Type", "text/plain")), 415, "");
        refused(admin.call("GET", "/api/combos", "", Map.of("Accept", "text/csv")), 406, "");
    }
}
