package dev.signalbox.bench;

import java.io.IOException;
import java.util.List;
import java.util.function.ToLongFunction;

/** The measurements; direct calls and calls through the gateway take turns, so that the machine's drift hits both alike. */
final class Measurements {
    static final String INSTANT = "bench";
    static final String PACED = "benchpaced";
    static final String PACED_MESSAGES = "benchpacedmsg";
    static final int PIECES = 20;
    static final int EVERY_MILLIS = 250;
    private static final int ROUNDS = 3;
    private static final int WARM_UP_SECONDS = 2;
    private static final int LONGEST_WARM_UP = 60;

    private final Options options;
    private final Report report;
    private final Gateway gateway;
    private final String key;
    private final int instantPort;
    private final int pacedPort;

    Measurements(Options options, Report report, Gateway gateway, String key, int instantPort, int pacedPort) {
        this.options = options;
        this.report = report;
        this.gateway = gateway;
        this.key = key;
        this.instantPort = instantPort;
        this.pacedPort = pacedPort;
    }

    /** One way through the gateway; the provider always speaks Chat. */
    private record Way(String name, Wire.Dialect client, boolean stream) {}

    private static List<Way> ways() {
        return List.of(
                new Way("JSON, Chat to Chat", Wire.Dialect.CHAT, false),
                new Way("stream, Chat to Chat", Wire.Dialect.CHAT, true),
                new Way("JSON, Messages to Chat", Wire.Dialect.MESSAGES, false),
                new Way("stream, Messages to Chat", Wire.Dialect.MESSAGES, true));
    }

    private Load.Target direct(boolean stream) {
        return new Load.Target(instantPort, Wire.request(Wire.Dialect.CHAT, instantPort, "none", "m", stream));
    }

    private Load.Target through(Way way) {
        var request = Wire.request(way.client(), gateway.port(), key, INSTANT + "/m", way.stream());
        return new Load.Target(gateway.port(), request);
    }

    /** Lets both processes compile what they run most: until they get no faster, or for a minute. */
    void warmUp() throws IOException, InterruptedException {
        double before = 0;
        for (int turn = 0; turn < LONGEST_WARM_UP / (WARM_UP_SECONDS * ways().size()); turn++) {
            double now = 0;
            for (var way : ways()) {
                Load.requestsPerSecond(direct(way.stream()), options.connections(), 0.1);
                now += Load.requestsPerSecond(through(way), options.connections(), WARM_UP_SECONDS);
            }
            if (now < before * 1.1) {
                return;
            }
            before = now;
        }
    }

    void throughput() throws IOException, InterruptedException {
        report.title("Requests/s over " + options.connections() + " connections (direct, gateway, ratio)");
        for (var way : ways()) {
            var direct = new double[ROUNDS];
            var gateways = new double[ROUNDS];
            for (int i = 0; i < ROUNDS; i++) {
                direct[i] =
                        Load.requestsPerSecond(direct(way.stream()), options.connections(), options.seconds() / 2.0);
                gateways[i] = Load.requestsPerSecond(through(way), options.connections(), options.seconds());
            }
            double before = Figures.median(direct);
            double with = Figures.median(gateways);
            report.line(way.name(), "%9.0f %9.0f %8.3f", before, with, with / before);
        }
    }

    void latency() throws IOException {
        report.title("Added at one connection, ms (whole answer p50, p99; first event p50, p99)");
        for (var way : ways()) {
            var direct = new java.util.ArrayList<Client.Timing>();
            var gateways = new java.util.ArrayList<Client.Timing>();
            for (int i = 0; i < ROUNDS; i++) {
                direct.addAll(Load.oneByOne(direct(way.stream()), options.seconds() / 3.0));
                gateways.addAll(Load.oneByOne(through(way), options.seconds() / 2.0));
            }
            report.line(
                    way.name(),
                    "%9.2f %9.2f   %9.2f %9.2f",
                    added(direct, gateways, Client.Timing::wholeNanos, 0.5),
                    added(direct, gateways, Client.Timing::wholeNanos, 0.99),
                    added(direct, gateways, Client.Timing::firstNanos, 0.5),
                    added(direct, gateways, Client.Timing::firstNanos, 0.99));
        }
    }

    private static double added(
            List<Client.Timing> direct, List<Client.Timing> with, ToLongFunction<Client.Timing> what, double share) {
        return figures(with, what).millis(share) - figures(direct, what).millis(share);
    }

    private static Figures figures(List<Client.Timing> timings, ToLongFunction<Client.Timing> what) {
        return new Figures(timings.stream().mapToLong(what).toArray());
    }

    void streams() throws IOException, InterruptedException {
        report.title(options.streams() + " streams at once, " + PIECES + " pieces each " + EVERY_MILLIS
                + " ms: failed; lateness in ms of first pieces p50, p99; of later pieces p50, p99");
        paced("direct", pacedPort, Wire.Dialect.CHAT, "m");
        paced("gateway, Chat to Chat", gateway.port(), Wire.Dialect.CHAT, PACED + "/m");
        paced("gateway, Messages to Messages", gateway.port(), Wire.Dialect.MESSAGES, PACED_MESSAGES + "/m");
        paced("gateway, Messages to Chat", gateway.port(), Wire.Dialect.MESSAGES, PACED + "/m");
        paced("direct again", pacedPort, Wire.Dialect.CHAT, "m");
    }

    private void paced(String label, int port, Wire.Dialect dialect, String model)
            throws IOException, InterruptedException {
        var target = new Load.Target(port, Wire.request(dialect, port, key, model, true));
        var seen = Load.streams(target, options.streams(), PIECES);
        report.line(
                label,
                "%6d %9.1f %9.1f   %9.1f %9.1f",
                seen.failed(),
                seen.first().millis(0.5),
                seen.first().millis(0.99),
                seen.later().millis(0.5),
                seen.later().millis(0.99));
    }

    void memory(String when) throws IOException {
        report.line("gateway resident, " + when, "%6.0f MB", gateway.residentMegabytes());
    }
}
