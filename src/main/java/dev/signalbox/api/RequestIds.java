package dev.signalbox.api;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** Names requests: 128 random bits, so that no two nodes give the same name. */
final class RequestIds {
    private RequestIds() {}

    static String next() {
        var random = ThreadLocalRandom.current();
        return "req_" + HexFormat.of().toHexDigits(random.nextLong())
                + HexFormat.of().toHexDigits(random.nextLong());
    }
}
