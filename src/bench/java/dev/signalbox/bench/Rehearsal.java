package dev.signalbox.bench;

import java.io.IOException;

/**
 * Puts the packaged gateway through what it will do most, and stops it. The launcher runs this once for each build, with a JVM that
 * takes notes: what it loaded and which methods it called how often, so that later starts load less and compile sooner.
 */
public final class Rehearsal {
    private static final int CONNECTIONS = 8;
    private static final int SECONDS = 5;
    private static final int STREAMS = 100;

    private Rehearsal() {}

    /**
     * Runs it.
     *
     * @param arguments none; the property {@code wlp.home} names the installed server, and the environment reaches its JVM
     * @throws IOException also when the gateway does not start or a call fails
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        try (var stage = Stage.open(Stage.installed())) {
            for (var way : Stage.Way.ALL) {
                Load.requestsPerSecond(stage.through(way), CONNECTIONS, SECONDS);
            }
            Load.streams(stage.paced(Wire.Dialect.CHAT, Stage.PACED), STREAMS, Stage.PIECES);
        }
        System.exit(0);
    }
}
