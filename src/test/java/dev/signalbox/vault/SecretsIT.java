package dev.signalbox.vault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.chat.Protocol;
import dev.signalbox.emulator.Behaviour;
import dev.signalbox.emulator.Provider;
import dev.signalbox.gateway.ClientCall;
import dev.signalbox.gateway.Eventually;
import dev.signalbox.gateway.Folder;
import dev.signalbox.gateway.Gateway;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Canary secrets go in, are used, and are then looked for everywhere they must not be. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecretsIT {
    private final Gateway gateway = Gateway.running();
    private final Provider provider = Provider.start(Protocol.OPENAI_CHAT);
    private final String providerKey = "canary-" + Gateway.unique();
    private final String prefix = Gateway.unique();
    private String apiKey;
    private String account;

    @BeforeAll
    void useTheSecrets() {
        account = gateway.connect(provider, prefix, providerKey);
        apiKey = gateway.newKey(Gateway.unique());
        for (var behaviour : List.of(Behaviour.ANSWER, Behaviour.FAIL_401, Behaviour.FAIL_500, Behaviour.GARBAGE)) {
            var model = prefix + "/" + behaviour.model(Gateway.unique());
            gateway.send(call(model, apiKey));
            var used = provider.received(model.substring(prefix.length() + 1)).getFirst();
            assertThat(used.headers()).containsEntry("authorization", "Bearer " + providerKey);
        }
        assertThat(gateway.send(call(prefix + "/x", apiKey + "x")).statusCode()).isEqualTo(401);
    }

    @AfterAll
    void stop() {
        provider.close();
    }

    private static HttpRequest call(String model, String key) {
        var chat = ClientCall.of(Protocol.OPENAI_CHAT);
        return HttpRequest.newBuilder(Gateway.URL.resolve(chat.path(model, false)))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + key)
                .POST(HttpRequest.BodyPublishers.ofString(chat.body(model, "Hello", false)))
                .build();
    }

    @Test
    void areInNoFileOfTheDatabase() {
        var folder = Path.of(System.getProperty("signalbox.data-dir"));
        // the database writes to its file a moment after it has committed
        assertThat(Eventually.seen(() -> containing(folder, prefix), files -> !files.isEmpty()))
                .as("the search finds what is stored in the clear")
                .isNotEmpty();
        for (var secret : secrets()) {
            assertThat(containing(folder, secret)).isEmpty();
        }
    }

    @Test
    void areInNoLog() {
        var logs = Path.of(System.getProperty("signalbox.log-dir"));
        assertThat(containing(logs, "Signalbox")).as("the logs are here").isNotEmpty();
        for (var secret : secrets()) {
            assertThat(containing(logs, secret)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/providers",
                "/api/provider-nodes",
                "/api/keys",
                "/api/settings",
                "/api/users",
                "/api/catalogue",
                "/api/usage/logs",
                "/api/usage/request-logs",
                "/api/usage/history"
            })
    void areInNoAnswerOfTheManagementApi(String path) {
        var request =
                HttpRequest.newBuilder(Gateway.URL.resolve(path)).header("Authorization", "Bearer " + gateway.token());

        var answer = new String(gateway.send(request.build()).body(), StandardCharsets.UTF_8);

        assertThat(answer).startsWith("{").doesNotContain(secrets());
    }

    @Test
    void areNotShownWithTheirAccount() {
        var shown = gateway.manage("GET", "/api/providers/" + account, null, 200);

        assertThat(shown.path("hasKey").asBoolean()).isTrue();
        assertThat(shown.toString()).doesNotContain(secrets());
    }

    private List<String> secrets() {
        return List.of(providerKey, apiKey, Gateway.PASSWORD);
    }

    /** Files that hold this text, be it in one byte or two for each character. */
    private static List<Path> containing(Path folder, String text) {
        return Folder.files(folder).stream().filter(file -> holds(file, text)).toList();
    }

    private static boolean holds(Path file, String text) {
        String bytes;
        try {
            bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException gone) {
            return false; // a temporary file of the database
        }
        return bytes.contains(text)
                || bytes.contains(new String(text.getBytes(StandardCharsets.UTF_16BE), StandardCharsets.ISO_8859_1));
    }
}
