package dev.signalbox.relay;

import java.io.IOException;
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
    private static final String ESTABLISHED = "01";
    private static final String CLOSE_WAIT = "08";

    /** A port's four digits and the blank after them. */
    private static final int PORT = 5;

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

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
        var written = written(peers);
        int first = likely;
        for (int i = 0; i < files.size() && states.containsValue(State.MISSING); i++) {
            int file = (first + i) % files.size();
            boolean found = read(Files.readString(files.get(file), StandardCharsets.ISO_8859_1), written, states);
            likely = found ? file : likely;
        }
        return states;
    }

    /**
     * Most lines are of connections that are long over or somebody else's: each costs the search for its fields and no more,
     * because this runs beside a thousand open streams.
     */
    private static boolean read(String lines, Map<String, Peer> written, Map<Peer, State> states) {
        boolean found = false;
        int end = lines.indexOf('\n');
        for (int start = end + 1; start > 0 && start < lines.length(); start = end + 1) {
            end = lines.indexOf('\n', start);
            int local = lines.indexOf(':', start) + 2;
            int remote = lines.indexOf(' ', local) + 1;
            int state = lines.indexOf(' ', remote) + 1;
            if (local < 2 || remote < local + PORT || state < remote || state + 2 > (end < 0 ? lines.length() : end)) {
                continue;
            }
            var told = lines.startsWith(ESTABLISHED, state)
                    ? State.OPEN
                    : lines.startsWith(CLOSE_WAIT, state) ? State.CLOSED_BY_PEER : State.MISSING;
            var peer = told == State.MISSING ? null : written.get(lines.substring(remote - PORT, state - 1));
            if (peer != null) {
                states.put(peer, told);
                found = true;
            }
        }
        return found;
    }

    /** These connections by what stands for them in a line: this end's port, a blank, the other end's address and port. */
    private static Map<String, Peer> written(Set<Peer> peers) {
        var written = HashMap.<String, Peer>newHashMap(2 * peers.size());
        for (var peer : peers) {
            var address = peer.address().getAddress();
            written.put(written(peer, address), peer);
            if (address.length == 4) {
                var mapped = ByteBuffer.allocate(16).putShort(10, (short) -1).put(12, address);
                written.put(written(peer, mapped.array()), peer);
            }
        }
        return written;
    }

    /** Addresses are words of four bytes, each written as the machine reads it. */
    private static String written(Peer peer, byte[] address) {
        var text = new StringBuilder(48)
                .append(HEX.toHexDigits((short) peer.localPort()))
                .append(' ');
        var words = ByteBuffer.wrap(address).order(ByteOrder.nativeOrder());
        while (words.hasRemaining()) {
            text.append(HEX.toHexDigits(words.getInt()));
        }
        return text.append(':').append(HEX.toHexDigits((short) peer.port())).toString();
    }
}
