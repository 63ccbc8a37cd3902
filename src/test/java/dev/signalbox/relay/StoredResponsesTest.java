package dev.signalbox.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.access.Caller;
import dev.signalbox.startup.TestClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class StoredResponsesTest {
    private static final Duration DAY = Duration.ofHours(24);
    private static final Caller ONE = new Caller(UUID.randomUUID(), "one", Set.of());
    private static final Caller OTHER = new Caller(UUID.randomUUID(), "other", Set.of());

    private final TestClock clock = new TestClock();
    private final StoredResponses stored = new StoredResponses(1 << 20, 100, DAY, clock);

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] response(String id, String output) {
        return bytes("{\"id\":\"" + id + "\",\"status\":\"completed\",\"output\":[\"" + output + "\"]}");
    }

    private void keep(StoredResponses into, String id, String input, String previous) {
        into.keep(ONE, response(id, "answer to " + input), bytes("[\"" + input + "\"]"), previous);
    }

    @Test
    void tellsTheTurnsInTheirOrder() {
        keep(stored, "r1", "a", null);
        keep(stored, "r2", "b", "r1");

        assertThat(stored.history(ONE, "r2").orElseThrow())
                .extracting(turn -> new String(turn, StandardCharsets.UTF_8))
                .containsExactly("[\"a\"]", "[\"answer to a\"]", "[\"b\"]", "[\"answer to b\"]");
        assertThat(stored.inputItems(ONE, "r2").orElseThrow())
                .as("what went into it ends with its own input")
                .hasSize(3);
    }

    @Test
    void showsAKeyItsOwnOnly() {
        keep(stored, "r1", "a", null);

        assertThat(stored.find(OTHER, "r1")).isEmpty();
        assertThat(stored.history(OTHER, "r1")).isEmpty();
        assertThat(stored.delete(OTHER, "r1")).isFalse();
        assertThat(stored.find(ONE, "r1")).isPresent();
    }

    @Test
    void findsTheItemsOfWhatItKeeps() {
        var response =
                bytes("{\"id\":\"r1\",\"status\":\"completed\",\"output\":[{\"id\":\"msg_1\"},{\"id\":\"fc_1\"}]}");
        stored.keep(ONE, response, bytes("[]"), null);

        assertThat(stored.item(ONE, "fc_1").orElseThrow()).isEqualTo(bytes("{\"id\":\"fc_1\"}"));
        assertThat(stored.item(OTHER, "fc_1")).isEmpty();

        stored.delete(ONE, "r1");
        assertThat(stored.item(ONE, "fc_1")).isEmpty();
    }

    @Test
    void knowsNoConversationThatLacksATurn() {
        keep(stored, "r1", "a", null);
        keep(stored, "r2", "b", "r1");

        assertThat(stored.delete(ONE, "r1")).isTrue();

        assertThat(stored.history(ONE, "r2")).isEmpty();
        assertThat(stored.find(ONE, "r2")).isPresent();
    }

    @Test
    void forgetsWhatNobodyUsedForLong() {
        keep(stored, "r1", "a", null);
        clock.advance(DAY.minusSeconds(1));
        assertThat(stored.find(ONE, "r1")).isPresent();
        clock.advance(DAY.minusSeconds(1));
        assertThat(stored.find(ONE, "r1")).as("used meanwhile").isPresent();
        clock.advance(DAY.plusSeconds(1));

        assertThat(stored.find(ONE, "r1")).isEmpty();
    }

    @Test
    void isBoundedInNumberAndBytes() {
        var few = new StoredResponses(1 << 20, 10, DAY, clock);
        var small = new StoredResponses(2_000, 1_000, DAY, clock);
        for (int i = 0; i < 50; i++) {
            keep(few, "r" + i, "a", null);
            keep(small, "r" + i, "a".repeat(200), null);
        }

        assertThat(kept(few)).isBetween(1L, 10L);
        assertThat(kept(small)).isBetween(1L, 5L);
    }

    private static long kept(StoredResponses in) {
        return java.util.stream.IntStream.range(0, 50)
                .filter(i -> in.find(ONE, "r" + i).isPresent())
                .count();
    }

    @Test
    void keepsNothingThatDidNotEndWell() {
        stored.keep(ONE, bytes("{\"id\":\"r1\",\"status\":\"failed\",\"output\":[]}"), bytes("[]"), null);

        assertThat(stored.find(ONE, "r1")).isEmpty();
    }

    @Test
    void keepsNothingWhenItIsSwitchedOff() {
        assertThat(new StoredResponses(0, 10, DAY, clock).enabled()).isFalse();
        assertThat(stored.enabled()).isTrue();
    }
}
