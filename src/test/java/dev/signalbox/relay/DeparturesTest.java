package dev.signalbox.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class DeparturesTest {
    private static final long LATER = Duration.ofMinutes(1).toNanos();

    @Test
    @EnabledOnOs(OS.LINUX)
    void seesThatTheOtherEndWasClosed() throws IOException {
        var table = new SocketTable();
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var client = new Socket(server.getInetAddress(), server.getLocalPort());
            try (var accepted = server.accept()) {
                var peer = new Peer(accepted.getInetAddress(), accepted.getPort(), accepted.getLocalPort());

                assertThat(table.states(Set.of(peer))).containsEntry(peer, SocketTable.State.OPEN);
                client.close();
                accepted.getInputStream().read(); // the end has arrived
                assertThat(table.states(Set.of(peer))).containsEntry(peer, SocketTable.State.CLOSED_BY_PEER);
            }
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void findsConnectionsOfBothFamiliesAmongOthers(@TempDir Path folder) throws IOException {
        boolean little = java.nio.ByteOrder.nativeOrder() == java.nio.ByteOrder.LITTLE_ENDIAN;
        var one = little ? "0100007F" : "7F000001";
        var mapped = "0000000000000000" + (little ? "FFFF0000" : "0000FFFF") + one;
        var six = little ? "B80D0120000000000000000001000000" : "20010DB8000000000000000000000001";
        var file = Files.writeString(folder.resolve("tcp6"), """
              sl  local_address rem_address st
               0: %1$s:4EA0 %1$s:1234 08 00000000:00000000
             no connection at all
               1: %1$s:4EA0 %1$s:1235 06 00000000:00000000
               2: %1$s:4EA1 %1$s:1234 01 00000000:00000000
            1003: %2$s:4EA0 %2$s:1234 01 00000000:00000000
               4: %1$s:4EA0
               5: %1$s:4EA0 %1$s:1237 01""".formatted(mapped, six));
        var local = InetAddress.ofLiteral("127.0.0.1");
        var closed = new Peer(local, 0x1234, 0x4ea0);
        var over = new Peer(local, 0x1235, 0x4ea0);
        var absent = new Peer(local, 0x1236, 0x4ea0);
        var last = new Peer(local, 0x1237, 0x4ea0);
        var open = new Peer(InetAddress.ofLiteral("2001:db8::1"), 0x1234, 0x4ea0);

        assertThat(new SocketTable(List.of(file)).states(Set.of(closed, over, absent, last, open)))
                .containsEntry(closed, SocketTable.State.CLOSED_BY_PEER)
                .containsEntry(over, SocketTable.State.MISSING)
                .containsEntry(absent, SocketTable.State.MISSING)
                .containsEntry(last, SocketTable.State.OPEN)
                .containsEntry(open, SocketTable.State.OPEN);
    }

    @Test
    void interruptsWhoeverWorksForAClientThatLeft(@TempDir Path folder) throws IOException {
        var departures = departures(folder, "08");
        try (var presence = departures.watch("127.0.0.1", 0x1234, 0x4ea0, false)) {
            presence.begin();

            departures.look(System.nanoTime() + LATER);

            assertThat(presence.left()).isTrue();
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
            presence.release();
            assertThat(Thread.currentThread().isInterrupted())
                    .as("the books are settled in peace")
                    .isFalse();
        }
    }

    @Test
    void leavesAloneWhoseClientIsThereOrWasServedJustNow(@TempDir Path folder) throws IOException {
        var there = departures(folder, "01");
        try (var presence = there.watch("127.0.0.1", 0x1234, 0x4ea0, false)) {
            there.look(System.nanoTime() + LATER);
            assertThat(presence.left()).isFalse();
        }
        var left = departures(folder, "08");
        long now = System.nanoTime();
        try (var presence = left.watch("127.0.0.1", 0x1234, 0x4ea0, false)) {
            left.look(now);
            assertThat(presence.left())
                    .as("no look for one that was just served")
                    .isFalse();
        }
    }

    @Test
    void aConnectionThatVanishedIsGone(@TempDir Path folder) throws IOException {
        var departures = departures(folder, "01");
        try (var presence = departures.watch("127.0.0.1", 0x1234, 0x4ea0, false);
                var unknown = departures.watch("127.0.0.1", 0x4321, 0x4ea0, false)) {
            departures.look(System.nanoTime() + LATER);
            write(folder, "06");

            departures.look(System.nanoTime() + LATER);

            assertThat(presence.left()).isTrue();
            assertThat(unknown.left()).as("was never in the list").isFalse();
        }
    }

    @Test
    void whoLeftBeforeTheFirstLookIsGoneOnceTheListIsKnownToShowOurConnections(@TempDir Path folder)
            throws IOException {
        var departures = departures(folder, "01");
        try (var gone = departures.watch("127.0.0.1", 0x4321, 0x4ea0, true)) {
            departures.look(System.nanoTime() + LATER);
            assertThat(gone.left()).as("nothing is proven yet").isFalse();
            try (var there = departures.watch("127.0.0.1", 0x1234, 0x4ea0, true)) {
                departures.look(System.nanoTime() + LATER);

                assertThat(gone.left()).isTrue();
                assertThat(there.left()).isFalse();
            }
        }
    }

    @Test
    void watchesNobodyWhereTheSystemShowsNothing(@TempDir Path folder) {
        var departures = new Departures(new SocketTable(List.of(folder.resolve("absent"))));

        assertThat(departures.visible()).isFalse();
        try (var presence = departures.watch("127.0.0.1", 1, 2, true)) {
            departures.look(System.nanoTime() + LATER);
            assertThat(presence.left()).isFalse();
        }
    }

    private static Departures departures(Path folder, String state) throws IOException {
        return new Departures(new SocketTable(List.of(write(folder, state))));
    }

    /** Two connections as the system writes them, one of a mapped address. */
    private static Path write(Path folder, String state) throws IOException {
        var one = java.nio.ByteOrder.nativeOrder() == java.nio.ByteOrder.LITTLE_ENDIAN ? "0100007F" : "7F000001";
        return Files.writeString(folder.resolve("tcp"), """
              sl  local_address rem_address   st tx_queue rx_queue
               0: %1$s:1F90 %1$s:C000 01 00000000:00000000
               1: %1$s:4EA0 %1$s:1234 %2$s 00000000:00000000
            """.formatted(one, state));
    }
}
