package dev.signalbox.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Puts load on one address. */
final class Load {
    private Load() {}

    /** Where calls go, and the request they make. */
    record Target(int port, byte[] request) {}

    /** How many requests were answered per second over so many connections. */
    static double requestsPerSecond(Target target, int connections, double seconds)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        long end = start + (long) (seconds * 1e9);
        long calls = 0;
        for (var count : together(connections, () -> count(target, end))) {
            calls += count;
        }
        return calls * 1e9 / (System.nanoTime() - start);
    }

    private static long count(Target target, long end) throws IOException {
        try (var client = new Client(target.port(), target.request())) {
            long calls = 0;
            for (; System.nanoTime() < end; calls++) {
                client.call((bytes, from, to) -> {});
            }
            return calls;
        }
    }

    /** Calls over one connection, one after the other, for so long. */
    static List<Client.Timing> oneByOne(Target target, double seconds) throws IOException {
        long end = System.nanoTime() + (long) (seconds * 1e9);
        var timings = new ArrayList<Client.Timing>();
        try (var client = new Client(target.port(), target.request())) {
            while (System.nanoTime() < end) {
                timings.add(client.call());
            }
        }
        return timings;
    }

    /** What came of many streams at once. */
    record Streams(int failed, Figures first, Figures later) {}

    /** Opens so many streams, a few milliseconds apart, and notes how late each piece arrives. */
    static Streams streams(Target target, int streams, int pieces) throws IOException, InterruptedException {
        var first = new Samples();
        var later = new Samples();
        int failed = 0;
        var turn = new java.util.concurrent.atomic.AtomicInteger();
        for (var times : together(streams, () -> stream(target, turn.getAndIncrement()))) {
            failed += times.seen() == pieces ? 0 : 1;
            first.addAll(times.first());
            later.addAll(times.later());
        }
        return new Streams(failed, first.figures(), later.figures());
    }

    private static SentTimes stream(Target target, int turn) throws InterruptedException {
        var times = new SentTimes();
        Thread.sleep(turn * 2L);
        try (var client = new Client(target.port(), target.request())) {
            client.call(times::take);
        } catch (IOException broken) {
            System.getLogger(Load.class.getName()).log(System.Logger.Level.DEBUG, "a stream broke", broken);
        }
        return times;
    }

    private static <T> List<T> together(int times, Callable<T> work) throws IOException, InterruptedException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var results = new ArrayList<T>();
            for (Future<T> done : threads.invokeAll(java.util.Collections.nCopies(times, work))) {
                results.add(done.get());
            }
            return results;
        } catch (ExecutionException failed) {
            throw new IOException("a call failed: " + failed.getCause(), failed);
        }
    }
}
