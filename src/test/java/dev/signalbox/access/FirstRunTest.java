package dev.signalbox.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.signalbox.startup.Settings;
import dev.signalbox.startup.StartRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstRunTest {
    private final AccessFixture access = new AccessFixture();
    private final List<String> told = new ArrayList<>();

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        access.close();
    }

    private FirstRun firstRun(String... settings) {
        return new FirstRun(
                AccessConfig.from(Settings.of(settings)),
                access.users,
                access.keys,
                () -> {},
                told::add,
                Runnable::run,
                access.clock);
    }

    private FirstRun handingOver(Path file) {
        return firstRun("signalbox.bootstrap.api-key-file", file.toString());
    }

    @Test
    void tellsThePasswordAndTheKeyItMadeOnce() {
        firstRun().start();
        firstRun().start();

        assertThat(told).hasSize(2);
        assertThat(told.getFirst()).contains("sign in as \"admin\"");
        assertThat(access.users.list())
                .singleElement()
                .satisfies(user -> assertThat(user.role()).isEqualTo(Role.ADMIN));
        var key = told.getLast().replaceAll(".*is (sk-\\S+) .*", "$1");
        assertThat(access.keys.caller(key)).isPresent();
    }

    @Test
    void keepsAGivenPasswordToItself() {
        firstRun("signalbox.initial-password", "canary-password").start();

        assertThat(told).singleElement().asString().doesNotContain("canary");
    }

    @Test
    void handsTheFirstKeyOverInAFileOfItsOwner() throws IOException {
        var file = folder.resolve("key");

        handingOver(file).start();

        assertThat(access.keys.caller(Files.readString(file).strip())).isPresent();
        assertThat(Files.getPosixFilePermissions(file))
                .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    }

    @Test
    void handsOverAKeyForAnHourAtALaterStartAndEndsTheOneBefore() throws IOException {
        var file = folder.resolve("key");
        handingOver(file).start();
        var first = Files.readString(file).strip();
        handingOver(file).start();
        var second = Files.readString(file).strip();
        handingOver(file).start();
        var third = Files.readString(file).strip();

        assertThat(access.keys.caller(first)).as("the first key lasts").isPresent();
        assertThat(access.keys.caller(second)).isEmpty();
        assertThat(access.keys.caller(third)).isPresent();
        access.clock.advance(Duration.ofMinutes(61));
        assertThat(access.keys.caller(third)).isEmpty();
        assertThat(access.keys.caller(first)).isPresent();
    }

    @Test
    void refusesToStartWhenTheFileCannotBeWritten() {
        assertThatExceptionOfType(StartRefused.class)
                .isThrownBy(() -> handingOver(folder.resolve("missing/key")).start())
                .withMessageContaining("signalbox.bootstrap.api-key-file");
    }
}
