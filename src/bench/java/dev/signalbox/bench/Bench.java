package dev.signalbox.bench;

import java.io.IOException;
import java.util.List;

/** Measures the packaged gateway against direct calls: {@code ./signalbox bench}. */
public final class Bench {
    private Bench() {}

    /**
     * Runs the benchmarks.
     *
     * @param arguments see {@link Options#USAGE}; the property {@code wlp.home} names the installed server
     */
    @SuppressWarnings("SystemOut") // a program for the terminal
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Options options;
        try {
            options = Options.of(List.of(arguments));
        } catch (IllegalArgumentException wrong) {
            System.err.println("signalbox bench: " + wrong.getMessage());
            System.err.println(Options.USAGE);
            System.exit(2);
            return;
        }
        run(options);
        System.exit(0);
    }

    @SuppressWarnings("SystemOut") // a program for the terminal
    private static void run(Options options) throws IOException, InterruptedException {
        var wlp = Stage.installed();
        System.out.println("Starting the gateway of " + wlp + " ...");
        try (var stage = Stage.open(wlp)) {
            measure(options, new Measurements(options, new Report(System.out), stage));
        }
    }

    private static void measure(Options options, Measurements measurements) throws IOException, InterruptedException {
        measurements.warmUp();
        for (var part : options.only()) {
            switch (part) {
                case THROUGHPUT -> measurements.throughput();
                case LATENCY -> measurements.latency();
                case STREAMS -> measurements.streams();
            }
        }
        measurements.memory("at the end");
    }
}
