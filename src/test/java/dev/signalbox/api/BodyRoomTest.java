package dev.signalbox.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.signalbox.chat.ChatException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BodyRoomTest {
    private final BodyRoom room = new BodyRoom(10 << 20, Duration.ofMillis(20));

    @Test
    void refusesWhatDoesNotFitBesideOthersUntilTheyAreDone() {
        var first = room.lease();
        try (var second = room.lease()) {
            first.grow(6 << 20);

            var refused = catchThrowableOfType(ChatException.class, () -> second.grow(6 << 20));

            assertThat(refused.failure().status()).isEqualTo(503);
            assertThat(refused.failure().retryAfter()).isPositive();
            first.close();
            assertThatCode(() -> second.grow(6 << 20)).doesNotThrowAnyException();
        }
        try (var whole = room.lease()) {
            assertThatCode(() -> whole.grow(10 << 20)).doesNotThrowAnyException();
        }
    }

    @Test
    void letsOneBodyHaveAllTheRoomThereIs() {
        try (var huge = room.lease()) {
            assertThatCode(() -> huge.grow(1 << 30)).doesNotThrowAnyException();
        }
    }

    @Test
    void doesNotCountSmallBodies() {
        try (var huge = room.lease();
                var small = room.lease()) {
            huge.grow(10 << 20);

            assertThatCode(() -> small.grow(100_000)).doesNotThrowAnyException();
        }
    }

    @Test
    void growsWithABodyOfUnknownLength() {
        try (var unknown = room.lease();
                var other = room.lease()) {
            unknown.grow(1 << 20);
            unknown.grow(8 << 20);

            assertThat(catchThrowableOfType(ChatException.class, () -> other.grow(3 << 20)))
                    .isNotNull();
        }
    }
}
