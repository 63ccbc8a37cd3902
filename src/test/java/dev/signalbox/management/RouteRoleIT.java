package dev.signalbox.management;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.gateway.Gateway;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every route against every kind of caller; a route that this table does not know fails the test. */
class RouteRoleIT {
    private static final String NO_ONES_ID = "00000000-0000-4000-8000-000000000000";
    private static final String VIEWERS_PASSWORD = "a-viewers-long-password";
    private static final Set<String> METHODS = Set.of("get", "post", "put", "delete", "patch", "head", "options");

    private static Caller admin;
    private static String viewer;
    private static String key;

    /** Who gets through. */
    enum Who {
        /** Anybody. */
        ALL,
        /** People who are signed in, whatever their role. */
        PEOPLE,
        ADMINS,
        /** Programs with an API key, and nobody else. */
        KEYS
    }

    record Route(String method, String path, Who who) {
        String name() {
            return method + " " + path;
        }

        /** A path that exists, with ids that nobody has. */
        String called() {
            return path.replace("{model}:{operation}", "demo/echo:generateContent")
                    .replaceAll("\\{[^}]+}", NO_ONES_ID);
        }
    }

    private static Stream<Route> routes() {
        var all = new ArrayList<Route>();
        add(all, Who.ALL, "POST /api/auth/login");
        add(
                all,
                Who.PEOPLE,
                "POST /api/auth/logout",
                "GET /api/auth/session",
                "PUT /api/auth/password",
                "GET /api/catalogue",
                "GET /api/cli-tools",
                "GET /api/cli-tools/{tool}",
                "GET /api/cli-tools/{tool}/download",
                "GET /api/combos",
                "GET /api/combos/{id}",
                "GET /api/cooldowns",
                "GET /api/egress",
                "GET /api/events",
                "GET /api/keys",
                "GET /api/keys/{id}",
                "GET /api/models/alias",
                "GET /api/pricing",
                "GET /api/provider-nodes",
                "GET /api/provider-nodes/{id}",
                "GET /api/providers",
                "GET /api/providers/{id}",
                "GET /api/providers/{id}/models",
                "GET /api/settings",
                "GET /api/usage/history",
                "GET /api/usage/logs",
                "GET /api/usage/request-logs",
                "GET /api/usage/request-logs/{requestId}",
                "GET /api/usage/{accountId}",
                "GET /api/usage/{accountId}/windows");
        add(
                all,
                Who.ADMINS,
                "POST /api/combos",
                "PUT /api/combos/{id}",
                "DELETE /api/combos/{id}",
                "DELETE /api/cooldowns/{holder}",
                "PUT /api/egress",
                "POST /api/egress/test",
                "POST /api/keys",
                "PUT /api/keys/{id}",
                "DELETE /api/keys/{id}",
                "POST /api/oauth/{provider}/start",
                "POST /api/oauth/{provider}/complete",
                "POST /api/oauth/{provider}/import",
                "PUT /api/models/alias",
                "PUT /api/pricing",
                "POST /api/provider-nodes",
                "PUT /api/provider-nodes/{id}",
                "DELETE /api/provider-nodes/{id}",
                "POST /api/providers",
                "POST /api/providers/validate",
                "PUT /api/providers/{id}",
                "DELETE /api/providers/{id}",
                "POST /api/providers/{id}/test",
                "PUT /api/settings",
                "GET /api/usage/request-logs/{requestId}/bodies",
                "POST /api/transfer/9router",
                "POST /api/transfer/backup",
                "POST /api/transfer/restore",
                "POST /api/usage/{accountId}/windows",
                "PUT /api/usage/{accountId}/windows/{id}",
                "DELETE /api/usage/{accountId}/windows/{id}",
                "GET /api/users",
                "POST /api/users",
                "GET /api/users/{id}",
                "PUT /api/users/{id}",
                "DELETE /api/users/{id}");
        add(
                all,
                Who.KEYS,
                "POST /v1/api/chat",
                "POST /v1/api/embed",
                "POST /v1/api/embeddings",
                "POST /v1/api/generate",
                "GET /v1/api/ps",
                "POST /v1/api/show",
                "GET /v1/api/tags",
                "GET /v1/api/version",
                "POST /v1/chat/completions",
                "POST /v1/completions",
                "POST /v1/embeddings",
                "POST /v1/messages",
                "POST /v1/messages/count_tokens",
                "GET /v1/models",
                "GET /v1/models/{id}",
                "POST /v1/responses",
                "GET /v1/responses/{id}",
                "DELETE /v1/responses/{id}",
                "GET /v1/responses/{id}/input_items",
                "POST /v1/responses/compact",
                "POST /v1/responses/input_tokens",
                "GET /v1beta/models",
                "GET /v1beta/models/{model}",
                "POST /v1beta/models/{model}:{operation}");
        return all.stream();
    }

    private static void add(List<Route> all, Who who, String... routes) {
        for (var route : routes) {
            var parts = route.split(" ", 2);
            all.add(new Route(parts[0], parts[1], who));
        }
    }

    @BeforeAll
    static void makeOneCallerOfEachKind() {
        admin = Caller.admin();
        viewer = "viewer-" + UUID.randomUUID();
        var user = Json.createObjectBuilder()
                .add("username", viewer)
                .add("password", VIEWERS_PASSWORD)
                .add("role", "viewer");
        assertThat(admin.call("POST", "/api/users", user.build().toString()).status())
                .isEqualTo(201);
        var made = admin.call("POST", "/api/keys", "{\"name\":\"routes\"}");
        assertThat(made.status()).isEqualTo(201);
        key = made.json().getString("key");
        // what the client routes ask for must be connected, whichever test classes ran before
        var demo = admin.call("POST", "/api/providers", "{\"provider\":\"demo\",\"name\":\"routes\"}");
        assertThat(demo.status()).isEqualTo(201);
    }

    @Test
    void knowsEveryRoute() {
        var known = new TreeSet<>(routes().map(Route::name).toList());
        var documented = new TreeSet<String>();
        var paths = Caller.anonymous()
                .call("GET", "/openapi?format=JSON", "", Map.of("Accept", "application/json"))
                .json()
                .getJsonObject("paths");
        paths.forEach((path, item) -> ((JsonObject) item)
                .keySet().stream()
                        .filter(METHODS::contains)
                        .forEach(method -> documented.add(method.toUpperCase(Locale.ROOT) + " " + path)));

        assertThat(documented).isEqualTo(known);
    }

    @Test
    void showsWhatClientsSendAndGet() {
        var paths = Caller.anonymous()
                .call("GET", "/openapi?format=JSON", "", Map.of("Accept", "application/json"))
                .json()
                .getJsonObject("paths");

        for (var route : routes().filter(r -> r.who() == Who.KEYS).toList()) {
            var operation = paths.getJsonObject(route.path())
                    .getJsonObject(route.method().toLowerCase(Locale.ROOT));
            var example = "/content/application~1json/example";
            assertThat(operation.getValue("/responses/200" + example).asJsonObject())
                    .as(route.name())
                    .isNotEmpty();
            assertThat(route.method().equals("POST")
                            && operation
                                    .getValue("/requestBody" + example)
                                    .asJsonObject()
                                    .isEmpty())
                    .as(route.name())
                    .isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("routes")
    void letsThroughWhoMayAndNobodyElse(Route route) {
        var visitor = status(Caller.anonymous(), route);
        var program = status(Caller.bearer(key), route);
        var looking = status(person(route, viewer, VIEWERS_PASSWORD), route);
        var ruling = status(person(route, "admin", Gateway.PASSWORD), route);

        switch (route.who()) {
            case ALL -> assertThat(List.of(visitor, program, looking, ruling)).allMatch(RouteRoleIT::passed);
            case PEOPLE -> {
                assertThat(List.of(visitor, program)).containsOnly(401);
                assertThat(List.of(looking, ruling)).allMatch(RouteRoleIT::passed);
            }
            case ADMINS -> {
                assertThat(List.of(visitor, program)).containsOnly(401);
                assertThat(looking).isEqualTo(403);
                assertThat(ruling).matches(RouteRoleIT::passed);
            }
            case KEYS -> {
                assertThat(List.of(visitor, looking, ruling)).containsOnly(401);
                assertThat(program).matches(RouteRoleIT::passed);
            }
        }
    }

    private static boolean passed(int status) {
        return status != 401 && status != 403 && status != 405 && status < 500;
    }

    /** Signing out ends the session it is done with, hence a fresh one for it. */
    private static Caller person(Route route, String username, String password) {
        if (route.path().equals("/api/auth/logout") || !username.equals("admin")) {
            return Caller.signedIn(username, password);
        }
        return admin;
    }

    private static int status(Caller caller, Route route) {
        var body = route.method().equals("GET") || route.method().equals("DELETE") ? "" : "{}";
        return caller.call(route.method(), route.called(), body).status();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api%2Fcombos",
                "/%61pi/combos",
                "/api/%63ombos",
                "/api/combos/",
                "/api/combos;x=1",
                "/api;x=1/combos",
                "//api/combos",
                "/api//combos",
                "/api/./combos",
                "/api/%2e/combos",
                "/v1/../api/combos",
                "/v1/..%2Fapi/combos",
                "/v1/%2e%2e/api/combos",
                "/v1/%2e%2e%2fapi%2fcombos",
                "/v1/%252e%252e/api/combos",
                "/v1/%252e%252e%252fapi%252fcombos",
                "/v1/..;x=1/api/combos",
                "/api/auth/login/../../combos",
                "/api/auth/login/..%2F..%2Fcombos",
                "/api/auth/login;/..;/../combos",
                "/health/../api/combos",
                "/health/%2e%2e/api/combos",
                "/openapi/..%2Fapi/combos",
                "/jakarta.faces.resource/..%2F..%2Fapi%2Fcombos",
                "/api/combos%00",
                "/api/combos%20",
                "/api/combos%5c",
                "/API/combos",
                "/v1%2Fmodels",
                "/v1/%6dodels",
                "/v1/models;x=1",
                "/health/%2e%2e/v1/models",
                "/v1beta/models%2F..%2Fmodels",
                "/console/index.xhtml;x=1",
                "/%63onsole/index.xhtml",
                "/health/..%2Fconsole/index.xhtml",
                "//console/index.xhtml"
            })
    void opensNothingToAPathThatIsWrittenDifferently(String path) {
        for (var method : List.of("GET", "POST")) {
            var answer = Caller.anonymous().call(method, path, method.equals("POST") ? "{}" : "");

            assertThat(answer.status()).as(method + " " + path).matches(s -> s / 100 == 4 || s / 100 == 3);
            assertThat(answer.body()).as(method + " " + path).doesNotContain("\"items\"", "\"data\":[");
        }
    }
}
