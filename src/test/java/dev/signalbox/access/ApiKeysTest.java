package dev.signalbox.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.startup.Beat;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ApiKeysTest {
    private static final Client HERE = new Client("127.0.0.1", true, false);
    private static final Client ELSEWHERE = new Client("192.0.2.1", false, false);

    private final AccessFixture access = new AccessFixture();
    private final ApiKeys keys = access.keys;

    @AfterEach
    void close() {
        access.close();
    }

    @Test
    void knowsTheCallerByTheKey() {
        var made = keys.create("laptop", Set.of("glm/glm-4.6"), null);
        var key = made.key().reveal();

        assertThat(key)
                .matches("sk-[0-9A-Za-z]{43}")
                .startsWith(made.summary().prefix())
                .endsWith(made.summary().lastFour());
        var caller = keys.caller(key).orElseThrow();
        assertThat(caller).isEqualTo(new Caller(made.summary().id(), "laptop", Set.of("glm/glm-4.6")));
        assertThat(caller.mayUse("glm/glm-4.6")).isTrue();
        assertThat(caller.mayUse("openai/gpt-5")).isFalse();
        assertThat(Caller.LOCAL.mayUse("openai/gpt-5")).isTrue();
    }

    @Test
    void knowsNobodyByAnotherKey() {
        var key = keys.create("laptop", Set.of(), null).key().reveal();

        assertThat(keys.caller("")).isEmpty();
        assertThat(keys.caller(key + "x")).isEmpty();
        assertThat(keys.caller(key.substring(1))).isEmpty();
        assertThat(keys.caller("s".repeat(1_000_000))).isEmpty();
    }

    @Test
    void stopsKnowingAKeyThatIsDisabledExpiredOrDeleted() {
        var end = access.clock.instant().plusSeconds(60);
        var made = keys.create("laptop", Set.of(), end);
        var key = made.key().reveal();
        var id = made.summary().id();

        keys.change(id, new ApiKeyChange(null, false, null, null));
        assertThat(keys.caller(key)).isEmpty();
        keys.change(id, new ApiKeyChange("desk", true, null, null));
        assertThat(keys.caller(key).orElseThrow().name()).isEqualTo("desk");

        access.clock.advance(Duration.ofSeconds(60));
        assertThat(keys.caller(key)).isEmpty();
        keys.change(id, new ApiKeyChange(null, null, new ApiKeyChange.Expiry(null), Set.of("a", "b")));
        assertThat(keys.caller(key).orElseThrow().allowedModels()).containsExactlyInAnyOrder("a", "b");

        assertThat(keys.delete(id)).isTrue();
        assertThat(keys.caller(key)).isEmpty();
        assertThat(keys.delete(id)).isFalse();
        assertThat(keys.change(UUID.randomUUID(), new ApiKeyChange("x", null, null, null)))
                .isEmpty();
    }

    @Test
    void notesTheLastUseAtTheNextBeat() {
        var made = keys.create("laptop", Set.of(), null);
        keys.caller(made.key().reveal());
        assertThat(keys.find(made.summary().id()).orElseThrow().lastUsedAt()).isNull();

        keys.onBeat(new Beat(access.clock.instant()));

        assertThat(keys.find(made.summary().id()).orElseThrow().lastUsedAt()).isEqualTo(access.clock.instant());
    }

    @Test
    void seesAtTheNextBeatWhatAnotherNodeChanged() {
        var other = access.keys(true);
        var key = other.create("made elsewhere", Set.of(), null).key().reveal();
        assertThat(keys.caller(key)).isEmpty();

        keys.onBeat(new Beat(access.clock.instant()));

        assertThat(keys.caller(key)).isPresent();
    }

    @Test
    void letsThisMachineInWithoutAKeyOnlyWhenNoneIsRequired() {
        assertThat(keys.caller(null, HERE)).isEmpty();
        var open = access.keys(false);

        assertThat(open.caller(null, HERE)).contains(Caller.LOCAL);
        assertThat(open.caller("whatever", HERE)).contains(Caller.LOCAL);
        assertThat(open.caller(null, ELSEWHERE)).isEmpty();
        var key = open.create("laptop", Set.of(), null).key().reveal();
        assertThat(open.caller(key, ELSEWHERE)).isPresent();
        assertThat(open.caller(key, HERE).orElseThrow().name()).isEqualTo("laptop");
    }
}
