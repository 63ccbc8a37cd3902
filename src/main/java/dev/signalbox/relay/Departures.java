package dev.signalbox.relay;

import dev.signalbox.Service;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Notices that a client has left while nothing is written to it: before an answer begins, and in the silences of a stream.
 * Looks at the system's connections four times a second, and only while somebody has been waiting that long; a look that
 * costs more time of a processor is followed by a pause of twenty times that.
 */
@Service
public class Departures {
    private static final System.Logger LOG = System.getLogger(Departures.class.getName());
    private static final Duration INTERVAL = Duration.ofMillis(250);
    private static final int PAUSE = 20;

    private final SocketTable table;
    private final Set<Presence> present = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Thread watch;
    private volatile boolean stopped;
    private volatile boolean proven;

    Departures() {
        this(new SocketTable());
    }

    Departures(SocketTable table) {
        this.table = table;
    }

    /** Whether a silent client's leaving can be seen on this machine. */
    boolean visible() {
        return table.visible();
    }

    /** Watches the client at the other end of a connection, until closed; {@code direct} when nobody forwarded the request. */
    public Presence watch(String address, int port, int localPort, boolean direct) {
        if (!visible()) {
            return Presence.unwatched();
        }
        Peer peer;
        try {
            peer = new Peer(InetAddress.ofLiteral(address), port, localPort);
        } catch (IllegalArgumentException notAnAddress) {
            return Presence.unwatched();
        }
        var presence = new Presence(peer, direct, present);
        present.add(presence);
        start();
        return presence;
    }

    private void start() {
        if (watch != null) {
            return;
        }
        synchronized (this) {
            if (watch == null && !stopped) {
                watch = Thread.ofPlatform().daemon().name("departures").start(this::run);
            }
        }
    }

    private void run() {
        try {
            var cpu = ManagementFactory.getThreadMXBean();
            var pause = INTERVAL;
            while (!stopped) {
                Thread.sleep(pause);
                long start = cpu.getCurrentThreadCpuTime();
                look(System.nanoTime());
                var took =
                        Duration.ofNanos(cpu.getCurrentThreadCpuTime() - start).multipliedBy(PAUSE);
                pause = took.compareTo(INTERVAL) > 0 ? took : INTERVAL;
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    /** Looks once for all who have been waiting for a while. */
    void look(long now) {
        var waiting = present.stream()
                .filter(p -> p.silence(now) > INTERVAL.toNanos())
                .toList();
        if (waiting.isEmpty()) {
            return;
        }
        try {
            var vanished = tell(waiting);
            if (!vanished.isEmpty()) {
                tell(vanished); // a list that changes while it is read may lack a connection that is there
            }
        } catch (IOException | RuntimeException unreadable) {
            LOG.log(System.Logger.Level.DEBUG, "the system's connections cannot be read", unreadable);
        }
    }

    private List<Presence> tell(List<Presence> waiting) throws IOException {
        var states = table.states(
                waiting.stream().map(Presence::peer).filter(Objects::nonNull).collect(Collectors.toSet()));
        proven |= states.containsValue(SocketTable.State.OPEN);
        return waiting.stream()
                .filter(p -> p.seen(states.getOrDefault(p.peer(), SocketTable.State.MISSING), proven))
                .toList();
    }

    @PreDestroy
    synchronized void stop() {
        stopped = true;
        var running = watch;
        if (running != null) {
            running.interrupt();
        }
    }
}
