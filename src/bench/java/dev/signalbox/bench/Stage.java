package dev.signalbox.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The packaged gateway between an instant and a paced provider, connected and with a key to call it. */
record Stage(Gateway gateway, String key, Provider instant, Provider paced) implements AutoCloseable {
    static final String INSTANT = "bench";
    static final String PACED = "benchpaced";
    static final String PACED_MESSAGES = "benchpacedmsg";
    static final int PIECES = 20;
    static final int EVERY_MILLIS = 250;

    /** Where the server is installed: the property {@code wlp.home}. */
    static Path installed() {
        return Path.of(System.getProperty("wlp.home", "target/liberty/wlp")).toAbsolutePath();
    }

    /** Starts the server installed under {@code wlp} and what belongs to it. */
    static Stage open(Path wlp) throws IOException, InterruptedException {
        var instant = Provider.instant();
        var paced = Provider.paced(PIECES, EVERY_MILLIS);
        try {
            return between(instant, paced, Gateway.start(wlp, Gateway.freePort()));
        } catch (IOException | InterruptedException | RuntimeException failed) {
            try (instant;
                    paced) {
                throw failed;
            }
        }
    }

    private static Stage between(Provider instant, Provider paced, Gateway gateway)
            throws IOException, InterruptedException {
        try {
            var management = gateway.management();
            management.connect(INSTANT, Wire.Dialect.CHAT, instant.port());
            management.connect(PACED, Wire.Dialect.CHAT, paced.port());
            management.connect(PACED_MESSAGES, Wire.Dialect.MESSAGES, paced.port());
            return new Stage(gateway, management.key(), instant, paced);
        } catch (IOException | InterruptedException | RuntimeException failed) {
            gateway.close();
            throw failed;
        }
    }

    /** One way through the gateway; the instant provider always speaks Chat. */
    record Way(String name, Wire.Dialect client, boolean stream) {
        static final List<Way> ALL = List.of(
                new Way("JSON, Chat to Chat", Wire.Dialect.CHAT, false),
                new Way("stream, Chat to Chat", Wire.Dialect.CHAT, true),
                new Way("JSON, Messages to Chat", Wire.Dialect.MESSAGES, false),
                new Way("stream, Messages to Chat", Wire.Dialect.MESSAGES, true));
    }

    /** The instant provider itself. */
    Load.Target direct(boolean stream) {
        return direct(instant, stream);
    }

    /** The paced provider itself. */
    Load.Target pacedDirect() {
        return direct(paced, true);
    }

    private static Load.Target direct(Provider provider, boolean stream) {
        return new Load.Target(provider.port(), Wire.request(Wire.Dialect.CHAT, provider.port(), "none", "m", stream));
    }

    /** The instant provider by way of the gateway. */
    Load.Target through(Way way) {
        return through(way.client(), INSTANT, way.stream());
    }

    /** A stream of the paced provider by way of the gateway, {@link #PIECES} pieces {@link #EVERY_MILLIS} ms apart. */
    Load.Target paced(Wire.Dialect client, String prefix) {
        return through(client, prefix, true);
    }

    private Load.Target through(Wire.Dialect client, String prefix, boolean stream) {
        return new Load.Target(gateway.port(), Wire.request(client, gateway.port(), key, prefix + "/m", stream));
    }

    @Override
    public void close() throws IOException {
        try (instant;
                paced) {
            gateway.close();
        }
    }
}
