package dev.signalbox.egress;

import java.nio.file.Path;

/** Connections for tests of other packages. */
public final class TestSockets {
    private TestSockets() {}

    public static Sockets trusting(Path certificates) {
        return new Sockets(new TrustStore(certificates, null));
    }
}
