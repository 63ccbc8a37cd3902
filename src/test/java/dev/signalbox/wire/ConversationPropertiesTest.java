package dev.signalbox.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.chat.ChatException;
import dev.signalbox.chat.ChatRequest;
import dev.signalbox.chat.ModelProfile;
import dev.signalbox.chat.Protocol;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** What holds of every request: nothing is lost that is not named, and a protocol keeps all of its own. */
class ConversationPropertiesTest {
    private static final ModelProfile MODEL = ModelProfile.unknown("model-x");

    @Provide
    static Arbitrary<Long> seeds() {
        return Arbitraries.randomValue(Random::nextLong);
    }

    @Property(shrinking = ShrinkingMode.OFF)
    void aProtocolKeepsItsOwnRequests(@ForAll("seeds") long seed) {
        var random = new Random(seed);
        for (var protocol : Protocol.values()) {
            var first = written(protocol, Conversations.any(protocol, random));
            var request = read(protocol, first.body());
            var second = written(protocol, request);
            assertThat(text(second)).as(protocol + " written, read and written").isEqualTo(text(first));
            assertThat(second.losses()).as("of its own %s", text(first)).isEmpty();
            assertThat(read(protocol, second.body())).isEqualTo(request);
        }
    }

    @Property(shrinking = ShrinkingMode.OFF)
    void whatATranslationLosesIsNamed(@ForAll("seeds") long seed) {
        var random = new Random(seed);
        var dice = new Dice(random);
        var client = dice.one(Protocol.values());
        var body = written(client, Conversations.any(client, random)).body();
        var request = read(client, body);
        for (var provider : Protocol.values()) {
            if (provider == client) {
                continue;
            }
            var encoded = written(provider, request);
            try {
                var kept = Wishes.Kept.of(read(provider, encoded.body()));
                assertThat(Wishes.lost(request, kept, encoded))
                        .as(
                                "lost from %s to %s, where %s is named\n%s\n%s",
                                client,
                                provider,
                                encoded.losses(),
                                new String(body, StandardCharsets.UTF_8),
                                text(encoded))
                        .isEmpty();
            } catch (ChatException e) {
                throw new AssertionError(
                        client + " to " + provider + ": " + e.failure() + "\n"
                                + new String(body, StandardCharsets.UTF_8) + "\n" + text(encoded),
                        e);
            }
        }
    }

    @Property(shrinking = ShrinkingMode.OFF)
    void inItsOwnLaneOnlyTheModelOfARequestChanges(@ForAll("seeds") long seed) {
        var random = new Random(seed);
        var dice = new Dice(random);
        var protocol = dice.one(Protocol.values());
        var body = new String(
                written(protocol, Conversations.any(protocol, random)).body(), StandardCharsets.UTF_8);
        var fields = new ArrayList<>(List.of(body.substring(1, body.length() - 1)));
        var odd = List.of(
                "\"n\":123456789012345678901234567890.0100e+07",
                "\"future\" :\t{ \"a\":[ ],\"a\":1 }",
                "\"esc\":\"\\u00e9\\/\\ud83d\\ude00\u00e9\"",
                "\"model_\":{\"model\":\"inner\"}",
                "\"future\":-0.0");
        odd.forEach(o -> fields.add(random.nextInt(fields.size() + 1), o));
        var gap = dice.one("", " ", "\n", "\r\n\t");
        var odder = gap + "{" + gap + String.join(gap + "," + gap, fields) + gap + "}" + gap;
        var given = odder.getBytes(StandardCharsets.UTF_8);
        var passed = AllCodecs.client(protocol).passable(RequestHead.of(given).withModel(given, "other/\"name"));
        var expected = odder.replace("\"model\":\"model-x\"", "\"model\":\"other/\\\"name\"");
        assertThat(StreamPropertiesTest.sha256(passed))
                .as("%s of %s", protocol, odder)
                .isEqualTo(StreamPropertiesTest.sha256(expected.getBytes(StandardCharsets.UTF_8)));
    }

    private static EncodedRequest written(Protocol protocol, ChatRequest request) {
        return AllCodecs.provider(protocol).writeRequest(request, MODEL);
    }

    private static ChatRequest read(Protocol protocol, byte[] body) {
        return AllCodecs.client(protocol).readRequest(body, protocol == Protocol.GEMINI ? "model-x" : "", true);
    }

    private static String text(EncodedRequest encoded) {
        return new String(encoded.body(), StandardCharsets.UTF_8);
    }
}
