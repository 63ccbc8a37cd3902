package dev.signalbox.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.startup.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CrossOriginsTest {
    @Test
    void allowsNobodyByDefault() {
        var origins = new CrossOrigins(Settings.of());

        assertThat(origins.isEmpty()).isTrue();
        assertThat(origins.allows("https://app.example")).isFalse();
    }

    @Test
    void allowsExactlyWhoIsNamed() {
        var origins = new CrossOrigins(
                Settings.of("signalbox.cors.origins", "https://App.example , http://localhost:5173,app://obsidian.md"));

        assertThat(origins.allows("https://app.example")).isTrue();
        assertThat(origins.allows("http://localhost:5173")).isTrue();
        assertThat(origins.allows("app://obsidian.md")).isTrue();
        assertThat(origins.allows("http://app.example")).isFalse();
        assertThat(origins.allows("https://app.example:8443")).isFalse();
        assertThat(origins.allows("https://app.example.evil.example")).isFalse();
        assertThat(origins.allows("null")).isFalse();
        assertThat(origins.allows(null)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "null",
                "app.example",
                "https://*.example",
                "https://app.example/",
                "https://a b",
                "https://u@app.example"
            })
    void leavesOutWhatIsNoOrigin(String listed) {
        assertThat(new CrossOrigins(listed).isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/messages", "/v1/models", "/v1beta/models/a:generateContent", "/api/chat", "/api/tags"})
    void isForTheClientProtocols(String path) {
        assertThat(CrossOriginFilter.isClientProtocol(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/keys",
                "/api/auth/login",
                "/api/events",
                "/console/index.xhtml",
                "/login.xhtml",
                "/openapi",
                "/health",
                "/api/chats",
                "/"
            })
    void isForNothingElse(String path) {
        assertThat(CrossOriginFilter.isClientProtocol(path)).isFalse();
    }
}
