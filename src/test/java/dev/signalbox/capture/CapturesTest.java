package dev.signalbox.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.startup.Settings;
import dev.signalbox.startup.TestClock;
import dev.signalbox.vault.TestVaults;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CapturesTest {
    @TempDir
    private Path folder;

    private Captures captures(long maxBytes) {
        var config = new CaptureConfig(true, folder.resolve("request-logs"), 20, maxBytes, Duration.ofDays(7));
        return new Captures(config, TestVaults.open(), new TestClock());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void capture(Captures captures, String id, String request, String answer) throws Exception {
        var client = new ByteArrayOutputStream();
        var recording = captures.record(client);
        recording.write(bytes(answer));
        captures.keep(id, bytes(request), recording);
        assertThat(client.toString(StandardCharsets.UTF_8)).isEqualTo(answer);
    }

    @Test
    void keepsTheBeginningsSealed() throws Exception {
        var captures = captures(1 << 20);

        capture(captures, "req-1", "canary request", "a canary answer that is longer than twenty bytes");
        captures.finish();

        assertThat(captures.find("req-1"))
                .contains(new CapturedBodies("canary request", false, "a canary answer that", true));
        var file = folder.resolve("request-logs/req-1.sealed");
        assertThat(Files.readString(file)).doesNotContain("canary");
        assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"req-2", "../master", "a/b", "", "x.sealed"})
    void findsNothingThatWasNotCaptured(String id) {
        assertThat(captures(1 << 20).find(id)).isEmpty();
    }

    @Test
    void removesWhatIsOldAndWhatIsTooMuch() throws Exception {
        var captures = captures(600);
        for (int i = 0; i < 6; i++) {
            capture(captures, "req-" + i, "request", "answer");
        }
        captures.finish();
        var now = new TestClock().instant();
        for (int i = 0; i < 6; i++) {
            touch("req-" + i, now.minus(Duration.ofDays(8)).plus(Duration.ofDays(i * 2L)));
        }

        captures.tidy();

        assertThat(captures.find("req-0")).isEmpty();
        assertThat(captures.find("req-5")).isPresent();
        try (var left = Files.list(folder.resolve("request-logs"))) {
            assertThat(left.mapToLong(file -> file.toFile().length()).sum()).isBetween(1L, 600L);
        }
    }

    private void touch(String id, Instant at) throws IOException {
        Files.setLastModifiedTime(folder.resolve("request-logs/" + id + ".sealed"), FileTime.from(at));
    }

    @Test
    void isOffByDefault() {
        var config = CaptureConfig.from(Settings.of("signalbox.data-dir", folder.toString()));

        assertThat(config.enabled()).isFalse();
        assertThat(config.retention()).isEqualTo(Duration.ofDays(7));
        assertThat(config.maxBytes()).isEqualTo(256L << 20);
        assertThat(config.maxBody()).isEqualTo(1 << 20);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "my key is sk-ant-api03-canarycanarycanary0123 ok",
                "curl -H \\\"Authorization: Bearer canary0123456789abcdef\\\"",
                "{\"api_key\": \"canary\", \"x\": 1}",
                "{\"text\":\"{\\\"refreshToken\\\":\\\"canary\\\"}\"}",
                "ghp_canarycanarycanarycanary01",
                "AIzacanarycanarycanarycanarycanary0123",
                "-----BEGIN PRIVATE KEY-----\\ncanary\\n-----END PRIVATE KEY-----"
            })
    void blotsCredentialsOut(String body) {
        assertThat(Redaction.of(body)).doesNotContain("canary").contains("[redacted]");
    }

    @Test
    void leavesOtherTextAlone() {
        var text =
                "{\"model\":\"gpt-5\",\"max_tokens\":16,\"messages\":[{\"content\":\"what is a secret sk- prefix?\"}]}";

        assertThat(Redaction.of(text)).isEqualTo(text);
    }
}
