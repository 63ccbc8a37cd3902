package dev.signalbox.bench;

import java.io.IOException;
import java.util.List;
import java.util.function.ToLongFunction;

/** The measurements; direct calls and calls through the gateway take turns, so that the machine's drift hits both alike. */
final class Measurements {
    private static final int ROUNDS = 3;
    private static final int WARM_UP_SECONDS = 2;
    private static final int LONGEST_WARM_UP = 60;

    private final Options options;
    private final Report report;
    private final Stage stage;

    Measurements(Options options, Report report, Stage stage) {
        this.options = options;
        this.report = report;
        this.stage = stage;
    }

    /** Lets both processes compile what they run most: until they get no faster, or for a minute. */
    void warmUp() throws IOException, InterruptedException {
        double before = 0;
        for (int turn = 0; turn < LONGEST_WARM_UP / (WARM_UP_SECONDS * Stage.Way.ALL.size()); turn++) {
            double now = 0;
            for (var way : Stage.Way.ALL) {
                Load.requestsPerSecond(stage.direct(way.stream()), options.connections(), 0.1);
                now += Load.requestsPerSecond(stage.through(way), options.connections(), WARM_UP_SECONDS);
            }
            if (now < before * 1.1) {
                return;
            }
            before = now;
        }
    }

    void throughput() throws IOException, InterruptedException {
        report.title("Requests/s over " + options.connections() + " connections (direct, gateway, ratio)");
        for (var way : Stage.Way.ALL) {
            var direct = new double[ROUNDS];
            var gateways = new double[ROUNDS];
            for (int i = 0; i < ROUNDS; i++) {
                direct[i] = Load.requestsPerSecond(
                        stage.direct(way.stream()), options.connections(), options.seconds() / 2.0);
                gateways[i] = Load.requestsPerSecond(stage.through(way), options.connections(), options.seconds());
            }
            double before = Figures.median(direct);
            double with = Figures.median(gateways);
            report.line(way.name(), "%9.0f %9.0f %8.3f", before, with, with / before);
        }
    }

    void latency() throws IOException {
        report.title("Added at one connection, ms (whole answer p50, p99; first event p50, p99)");
        for (var way : Stage.Way.ALL) {
            var direct = new java.util.ArrayList<Client.Timing>();
            var gateways = new java.util.ArrayList<Client.Timing>();
            for (int i = 0; i < ROUNDS; i++) {
                direct.addAll(Load.oneByOne(stage.direct(way.stream()), options.seconds() / 3.0));
                gateways.addAll(Load.oneByOne(stage.through(way), options.seconds() / 2.0));
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
        report.title(options.streams() + " streams at once, " + Stage.PIECES + " pieces each " + Stage.EVERY_MILLIS
                + " ms: failed; lateness in ms of first pieces p50, p99; of later pieces p50, p99");
        paced("direct", stage.pacedDirect());
        paced("gateway, Chat to Chat", stage.paced(Wire.Dialect.CHAT, Stage.PACED));
        paced("gateway, Messages to Messages", stage.paced(Wire.Dialect.MESSAGES, Stage.PACED_MESSAGES));
        paced("gateway, Messages to Chat", stage.paced(Wire.Dialect.MESSAGES, Stage.PACED));
        paced("direct again", stage.pacedDirect());
    }

    private void paced(String label, Load.Target target) throws IOException, InterruptedException {
        var seen = Load.streams(target, options.streams(), Stage.PIECES);
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
        report.line("gateway resident, " + when, "%6.0f MB", stage.gateway().residentMegabytes());
    }
}
