package dev.signalbox.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.gateway.Gateway;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Browsers' calls from other origins, as the test server is configured. */
class CrossOriginIT {
    private static final String FRIEND = "https://friend.example";

    private final Gateway gateway = Gateway.running();

    private static HttpRequest.Builder from(String origin, String path) {
        return HttpRequest.newBuilder(Gateway.URL.resolve(path)).header("Origin", origin);
    }

    private HttpResponse<byte[]> askingFirst(String origin, String path) {
        return gateway.send(from(origin, path)
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "authorization, content-type, x-stainless-os")
                .method("OPTIONS", BodyPublishers.noBody())
                .build());
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/chat/completions", "/v1beta/models", "/api/chat", "/api/keys", "/console/index.xhtml"})
    void tellsStrangersNothing(String path) {
        for (var answer : new HttpResponse<?>[] {
            askingFirst("https://stranger.example", path),
            gateway.send(from("https://stranger.example", path).GET().build())
        }) {
            assertThat(header(answer, "access-control-allow-origin")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/chat/completions",
                "/v1/messages",
                "/v1beta/models/demo/echo:generateContent",
                "/api/chat",
                "/v1alpha/models"
            })
    @EnabledIfSystemProperty(named = "signalbox.cors-origin", matches = FRIEND)
    void letsFriendsAskFirstWithoutAKey(String path) {
        var answer = askingFirst(FRIEND, path);

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(header(answer, "access-control-allow-origin")).isEqualTo(FRIEND);
        assertThat(header(answer, "access-control-allow-methods")).contains("POST");
        assertThat(header(answer, "access-control-allow-headers")).contains("authorization", "x-stainless-os");
        assertThat(answer.headers().allValues("vary").toString()).contains("Origin");
        assertThat(header(answer, "access-control-allow-credentials")).isEmpty();
    }

    @Test
    @EnabledIfSystemProperty(named = "signalbox.cors-origin", matches = FRIEND)
    void letsFriendsReadAnswersAndRefusals() {
        var refused = gateway.send(from(FRIEND, "/v1/models").GET().build());
        var answered = gateway.send(from(FRIEND, "/v1/models")
                .header("Authorization", "Bearer " + gateway.key())
                .GET()
                .build());

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(answered.statusCode()).isEqualTo(200);
        for (var answer : new HttpResponse<?>[] {refused, answered}) {
            assertThat(header(answer, "access-control-allow-origin")).isEqualTo(FRIEND);
            assertThat(header(answer, "access-control-expose-headers")).isEqualTo("*");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/keys",
                "/api/auth/login",
                "/console/index.xhtml",
                "/login.xhtml",
                "/openapi",
                "/v1/../api/keys"
            })
    @EnabledIfSystemProperty(named = "signalbox.cors-origin", matches = FRIEND)
    void keepsTheRestToItselfAlsoFromFriends(String path) {
        assertThat(header(askingFirst(FRIEND, path), "access-control-allow-origin"))
                .isEmpty();
        assertThat(header(
                        Objects.requireNonNull(
                                gateway.send(from(FRIEND, path).GET().build())),
                        "access-control-allow-origin"))
                .isEmpty();
    }
}
