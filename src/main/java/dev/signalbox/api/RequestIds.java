package dev.signalbox.api;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Names requests: the time in milliseconds, then 80 random bits, so that no two nodes give the same name and names made one
 * after the other stand side by side in the ledger's indexes, where a page is then written once for many of them.
 */
final class RequestIds {
    private static final HexFormat HEX = HexFormat.of();

    private RequestIds() {}

    @SuppressWarnings("JavaTimeSystemMillis") // part of a name, not a time that anything is reckoned by
    static String next() {
        var random = ThreadLocalRandom.current();
        return "req_" + HEX.toHexDigits(System.currentTimeMillis(), 12) + HEX.toHexDigits((short) random.nextInt())
                + HEX.toHexDigits(random.nextLong());
    }
}
