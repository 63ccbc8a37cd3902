package dev.signalbox.bench;

import java.io.IOException;
import java.nio.file.Path;
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
        run(
                options,
                Path.of(System.getProperty("wlp.home", "target/liberty/wlp")).toAbsolutePath());
        System.exit(0);
    }

    @SuppressWarnings("SystemOut") // a program for the terminal
    private static void run(Options options, Path wlp) throws IOException, InterruptedException {
        try (var instant = Provider.instant();
                var paced = Provider.paced(Measurements.PIECES, Measurements.EVERY_MILLIS)) {
            System.out.println("Starting the gateway of " + wlp + " ...");
            try (var gateway = Gateway.start(wlp, Gateway.freePort())) {
                var management = gateway.management();
                management.connect(Measurements.INSTANT, Wire.Dialect.CHAT, instant.port());
                management.connect(Measurements.PACED, Wire.Dialect.CHAT, paced.port());
                management.connect(Measurements.PACED_MESSAGES, Wire.Dialect.MESSAGES, paced.port());
                measure(
                        options,
                        new Measurements(
                                options,
                                new Report(System.out),
                                gateway,
                                management.key(),
                                instant.port(),
                                paced.port()));
            }
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
