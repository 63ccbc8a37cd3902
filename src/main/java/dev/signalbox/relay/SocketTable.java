package dev.signalbox.relay;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The operating system's own list of TCP connections, as Linux shows it under {@code /proc/net}. No servlet container reads
 * from a connection whose request it has, so that only the system knows that the other end was closed; elsewhere nothing can
 * be seen.
 *
 * @see <a href="https://www.kernel.org/doc/Documentation/networking/proc_net_tcp.txt">proc_net_tcp</a>
 */
final class SocketTable {
    private static final List<Path> FILES = List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));
    private static final int ESTABLISHED = 0x01;
    private static final int CLOSE_WAIT = 0x08;
    private static final HexFormat HEX = HexFormat.of();

    private final List<Path> files;
    private volatile int likely;

    /** What is known of a connection. */
    enum State {
        OPEN,
        CLOSED_BY_PEER,
        MISSING
    }

    SocketTable() {
        this(FILES);
    }

    SocketTable(List<Path> files) {
        this.files = files.stream().filter(Files::isReadable).toList();
    }

    /** Whether the system shows its connections. */
    boolean visible() {
        return !files.isEmpty();
    }

    /** The state of each of these connections. A list costs some milliseconds, so the second is read only when it is needed. */
    Map<Peer, State> states(Set<Peer> peers) throws IOException {
        var states = new HashMap<Peer, State>();
        peers.forEach(p -> states.put(p, State.MISSING));
        int first = likely;
        for (int i = 0; i < files.size() && states.containsValue(State.MISSING); i++) {
            int file = (first + i) % files.size();
            boolean found;
            try (var lines = Files.newBufferedReader(files.get(file), StandardCharsets.ISO_8859_1)) {
                found = read(lines, states);
            }
            likely = found ? file : likely;
        }
        return states;
    }

    private static boolean read(BufferedReader lines, Map<Peer, State> states) throws IOException {
        boolean found = false;
        lines.readLine();
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            int local = line.indexOf(':') + 2;
            int remote = line.indexOf(' ', local) + 1;
            int state = line.indexOf(' ', remote) + 1;
            if (local < 2 || remote < 1 || state < 1) {
                continue;
            }
            int code = HexFormat.fromHexDigits(line, state, state + 2);
            if (code == ESTABLISHED || code == CLOSE_WAIT) {
                var peer = new Peer(address(line, remote), port(line, state - 1), port(line, remote - 1));
                var known = states.computeIfPresent(
                        peer, (p, s) -> code == ESTABLISHED ? State.OPEN : State.CLOSED_BY_PEER);
                found |= known != null;
            }
        }
        return found;
    }

    /** The port is the four digits before the end of the field. */
    private static int port(String line, int end) {
        return HexFormat.fromHexDigits(line, end - 4, end);
    }

    /** Addresses are words of four bytes, each written as the machine reads it. */
    private static InetAddress address(String line, int start) throws IOException {
        var words = ByteBuffer.wrap(HEX.parseHex(line, start, line.indexOf(':', start)));
        var bytes = ByteBuffer.allocate(words.capacity()).order(ByteOrder.nativeOrder());
        while (words.hasRemaining()) {
            bytes.putInt(words.getInt());
        }
        return InetAddress.getByAddress(bytes.array());
    }
}
