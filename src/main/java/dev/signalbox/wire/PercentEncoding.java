package dev.signalbox.wire;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.function.IntPredicate;

/** Encodes text by percent signs, RFC 3986 section 2.1. */
public final class PercentEncoding {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private PercentEncoding() {}

    /** The bytes of its UTF-8: those that are {@code plain}, which must be ASCII, as they are, the others encoded. */
    public static String of(String text, IntPredicate plain) {
        var out = new StringBuilder();
        for (byte one : text.getBytes(StandardCharsets.UTF_8)) {
            if (plain.test(one)) {
                out.append((char) one);
            } else {
                out.append('%').append(HEX.toHexDigits(one));
            }
        }
        return out.toString();
    }

    /** Whether it is a letter or digit of ASCII. */
    public static boolean alphanumeric(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
