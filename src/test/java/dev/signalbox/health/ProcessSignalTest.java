package dev.signalbox.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisabledOnOs(OS.WINDOWS)
class ProcessSignalTest {
    @Test
    void hearsASignalUntilItIsGivenBack() throws Exception {
        var first = new Semaphore(0);
        var second = new Semaphore(0);
        var outer = ProcessSignal.hear("WINCH", first::release);
        var inner = ProcessSignal.hear("WINCH", second::release);

        raise();
        assertThat(second.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
        inner.restore();
        raise();
        assertThat(first.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
        outer.restore();

        assertThat(second.availablePermits()).isZero();
    }

    private static void raise() throws Exception {
        var kill = new ProcessBuilder(
                "kill", "-WINCH", Long.toString(ProcessHandle.current().pid()));
        assertThat(kill.start().waitFor()).isZero();
    }
}
