package dev.signalbox.usage;

import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What the ledger alone can carry on the embedded database: callers that announce and settle one request after the other,
 * each with its row and two attempts, durable before the next. Prints settlements per second, how long one takes, and the
 * processor time it costs.
 */
public final class LedgerBench {
    private static final Duration WARM_UP = Duration.ofSeconds(3);
    private static final Duration MEASURED = Duration.ofSeconds(6);

    private LedgerBench() {}

    public static void main(String[] args) throws Exception {
        var folder = Files.createTempDirectory("ledger-bench");
        var database = LedgerDatabase.inFile(folder).migrated();
        var config = new UsageConfig(
                16_384,
                512,
                Duration.ofMillis(50),
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                Duration.ofDays(90));
        var ledger = new UsageLedger(database.dataSource(), config, Clock.systemUTC(), List.of());
        ledger.open(null);
        for (var callers : new int[] {1, 8, 32, 128, 512}) {
            run(ledger, callers, WARM_UP, "");
            run(ledger, callers, MEASURED, "callers %4d".formatted(callers));
        }
        ledger.close(null);
        var rows = database.rows("select count(*) from usage_request").getFirst();
        System.out.printf("file %d MB after %s requests%n", Files.size(folder.resolve("gw.mv.db")) >> 20, rows);
        database.execute("shutdown");
        for (var file : List.of("gw.mv.db", "gw.trace.db")) {
            Files.deleteIfExists(folder.resolve(file));
        }
        Files.delete(folder);
    }

    private static void run(UsageLedger ledger, int callers, Duration length, String label)
            throws InterruptedException {
        var settled = new AtomicLong();
        var latencies = new long[callers][];
        var done = new CountDownLatch(callers);
        var cpu = cpuNanos();
        var begin = System.nanoTime();
        var end = begin + length.toNanos();
        for (int caller = 0; caller < callers; caller++) {
            var index = caller;
            Thread.startVirtualThread(() -> {
                latencies[index] = settleUntil(ledger, index + "-" + begin + "-", end);
                settled.addAndGet(latencies[index].length);
                done.countDown();
            });
        }
        done.await();
        var all =
                Arrays.stream(latencies).flatMapToLong(Arrays::stream).sorted().toArray();
        if (!label.isEmpty()) {
            var seconds = (System.nanoTime() - begin) / 1e9;
            System.out.printf(
                    "%s: %7.0f settled/s, p50 %.2f ms, p99 %.2f ms, %.0f us of processor time each%n",
                    label,
                    settled.get() / seconds,
                    all[all.length / 2] / 1e6,
                    all[all.length * 99 / 100] / 1e6,
                    (cpuNanos() - cpu) / 1e3 / settled.get());
        }
    }

    private static long[] settleUntil(UsageLedger ledger, String prefix, long end) {
        var latencies = new long[1024];
        int count = 0;
        while (System.nanoTime() < end) {
            var request = Requests.started(prefix + count);
            ledger.started(request);
            var before = System.nanoTime();
            ledger.settle(Requests.succeeded(request));
            if (count == latencies.length) {
                latencies = Arrays.copyOf(latencies, count * 2);
            }
            latencies[count++] = System.nanoTime() - before;
        }
        return Arrays.copyOf(latencies, count);
    }

    private static long cpuNanos() {
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .orElse(Duration.ZERO)
                .toNanos();
    }
}
