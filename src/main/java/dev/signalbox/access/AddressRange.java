package dev.signalbox.access;

import dev.signalbox.startup.StartRefused;
import java.net.InetAddress;
import java.util.Arrays;

/** A range of addresses in CIDR notation, such as {@code 10.0.0.0/8}; an address alone is a range of one. */
record AddressRange(byte[] network, int bits) {
    static AddressRange parse(String text) {
        var parts = text.split("/", 2);
        try {
            var network = InetAddress.ofLiteral(parts[0]).getAddress();
            int bits = parts.length == 1 ? network.length * 8 : Integer.parseInt(parts[1]);
            if (bits >= 0 && bits <= network.length * 8) {
                return new AddressRange(network, bits);
            }
        } catch (IllegalArgumentException notAnAddress) {
            // refused below, like a prefix out of range
        }
        throw new StartRefused(
                "TRUSTED_PROXIES must be a comma-separated list of addresses or CIDR ranges; %s is neither."
                        .formatted(text));
    }

    boolean contains(InetAddress address) {
        var bytes = address.getAddress();
        if (bytes.length != network.length) {
            return false;
        }
        int whole = bits / 8;
        if (!Arrays.equals(bytes, 0, whole, network, 0, whole)) {
            return false;
        }
        int rest = bits % 8;
        return rest == 0 || ((bytes[whole] ^ network[whole]) & 0xff) >>> (8 - rest) == 0;
    }
}
