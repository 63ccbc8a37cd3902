package dev.signalbox.management;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The document of all calls: a program can be made of it, and a person sees what goes in and comes out. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenApiIT {
    private JsonObject document;

    record Described(String name, JsonObject operation) {
        JsonObject responses() {
            return operation.getJsonObject("responses");
        }

        boolean managed() {
            return name.contains(" /api/");
        }
    }

    @BeforeAll
    void read() {
        document = Caller.anonymous()
                .call("GET", "/openapi?format=JSON", "", Map.of("Accept", "application/json"))
                .json();
    }

    private List<Described> operations() {
        var all = new ArrayList<Described>();
        document.getJsonObject("paths")
                .forEach((path, item) -> ((JsonObject) item).forEach((method, operation) -> {
                    if (operation instanceof JsonObject described && described.containsKey("responses")) {
                        all.add(new Described(method + " " + path, described));
                    }
                }));
        return all;
    }

    @Test
    void namesEveryCallOnceAndSaysWhoMayMakeIt() {
        var ids = new HashSet<String>();
        var schemes = document.getJsonObject("components")
                .getJsonObject("securitySchemes")
                .keySet();

        assertThat(operations()).hasSizeGreaterThan(80).allSatisfy(call -> {
            assertThat(ids.add(call.operation().getString("operationId")))
                    .as(call.name())
                    .isTrue();
            var ways = call.operation().getJsonArray("security").getValuesAs(JsonObject.class);
            assertThat(ways.isEmpty()).as(call.name()).isEqualTo(call.name().equals("post /api/auth/login"));
            assertThat(ways).allSatisfy(way -> assertThat(schemes).containsAll(way.keySet()));
        });
    }

    @Test
    void showsWhatEachManagementCallAnswers() {
        assertThat(operations()).filteredOn(Described::managed).allSatisfy(call -> {
            var statuses = call.responses().keySet();
            var success = statuses.stream().filter(s -> s.startsWith("2")).toList();
            assertThat(success).as(call.name()).isNotEmpty();
            assertThat(statuses).as(call.name()).contains("401");
            if (!success.contains("204")) {
                var content = call.responses().getJsonObject(success.getFirst()).getJsonObject("content");
                assertThat(content.values())
                        .as(call.name())
                        .allSatisfy(media -> assertThat(media.asJsonObject()).containsKey("example"));
            }
        });
    }

    @Test
    void pointsAtNothingThatIsNotThere() {
        var components = document.getJsonObject("components");

        assertThat(references(document, new HashSet<>())).isNotEmpty().allSatisfy(reference -> {
            var parts = reference.substring("#/components/".length()).split("/", 2);
            assertThat(components.getJsonObject(parts[0])).as(reference).containsKey(parts[1]);
        });
    }

    @Test
    void saysTheStatusesThatCallsEndIn() {
        var admin = Caller.admin();

        for (var call : List.of(
                List.of("post", "/api/keys", "{\"name\":\"documented\"}"),
                List.of("post", "/api/keys", "{}"),
                List.of("post", "/api/keys", "{\"name\":\"\"}"),
                List.of("get", "/api/auth/session", ""),
                List.of("put", "/api/settings", "{}"),
                List.of("post", "/api/users", "{\"username\":\"admin\",\"password\":\"long enough\"}"))) {
            var answer = admin.call(call.get(0).toUpperCase(Locale.ROOT), call.get(1), call.get(2));
            var documented = document.getJsonObject("paths")
                    .getJsonObject(call.get(1))
                    .getJsonObject(call.get(0))
                    .getJsonObject("responses");
            assertThat(documented).as(call.toString()).containsKey(Integer.toString(answer.status()));
            if (answer.status() == 201) {
                var id = answer.json().getString("id");
                assertThat(admin.call("DELETE", call.get(1) + "/" + id, "").status())
                        .isEqualTo(204);
            }
        }
    }

    private static Set<String> references(JsonObject node, Set<String> found) {
        node.forEach((name, value) -> {
            if (name.equals("$ref") && value instanceof JsonString reference) {
                found.add(reference.getString());
            } else if (value instanceof JsonObject inner) {
                references(inner, found);
            } else if (value instanceof JsonArray list) {
                list.stream()
                        .filter(JsonObject.class::isInstance)
                        .forEach(inner -> references(inner.asJsonObject(), found));
            }
        });
        return found;
    }
}
