package dev.signalbox.api;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Names requests: a count from a random start, then 80 random bits, so that no two processes give the same name and names given
 * one after the other stand side by side in the ledger's indexes, where a page is then written once for many of them.
 */
final class RequestIds {
    private static final HexFormat HEX = HexFormat.of();
    private static final int COUNT_DIGITS = 12;
    private static final AtomicLong COUNT = new AtomicLong(new SecureRandom().nextLong());

    private RequestIds() {}

    static String next() {
        var random = ThreadLocalRandom.current();
        return "req_"
                + HEX.toHexDigits(COUNT.getAndIncrement(), COUNT_DIGITS)
                + HEX.toHexDigits((short) random.nextInt())
                + HEX.toHexDigits(random.nextLong());
    }
}
