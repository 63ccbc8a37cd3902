package dev.signalbox.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.chat.ChatAnswer;
import dev.signalbox.chat.ChatEvent;
import dev.signalbox.chat.ChatException;
import dev.signalbox.chat.ChatRequest;
import dev.signalbox.chat.Effort;
import dev.signalbox.chat.Failure;
import dev.signalbox.chat.ModelProfile;
import dev.signalbox.chat.Protocol;
import dev.signalbox.chat.Quirk;
import dev.signalbox.chat.ReasoningCapability;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** What no input, however damaged, may bring about: anything but the failure that is declared for it. */
class RobustnessPropertiesTest {
    private static final Path REQUESTS = Path.of("src", "test", "resources", "wire", "everything");
    private static final Map<Protocol, JsonNode> DOCUMENTS = new EnumMap<>(Protocol.class);

    static {
        for (var protocol : Protocol.values()) {
            try {
                DOCUMENTS.put(protocol, Json.request(Files.readAllBytes(REQUESTS.resolve(protocol.id() + ".json"))));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Provide
    static Arbitrary<Long> seeds() {
        return Arbitraries.randomValue(Random::nextLong);
    }

    @Property(shrinking = ShrinkingMode.OFF)
    void aDamagedRequestIsReadAndWrittenOrRefused(@ForAll("seeds") long seed) {
        var random = new Random(seed);
        var protocol = new Dice(random).one(Protocol.values());
        var document = DOCUMENTS.get(protocol);
        var body = Json.bytes(random.nextBoolean() ? Noise.changed(document, random) : document);
        body = random.nextInt(3) == 0 ? Noise.torn(body, random) : body;
        try {
            head(body);
            var request = request(protocol, body);
            var counted = random.nextInt(10) == 0;
            if (counted) {
                AllCodecs.client(protocol).readCountRequest(body, "m");
            }
            for (var target : Protocol.values()) {
                written(target, request, random);
            }
            assertThat(Json.request(AllCodecs.client(protocol).passable(body))).isNotNull();
        } catch (ChatException e) {
            assertThat(e.failure().kind()).isEqualTo(Failure.Kind.CLIENT_FAULT);
            assertThat(e.failure().status()).isEqualTo(400);
            assertThat(e.failure().message()).isNotBlank();
        } catch (RuntimeException | StackOverflowError e) {
            throw new AssertionError(protocol + ": " + new String(body, StandardCharsets.UTF_8), e);
        }
    }

    private static void head(byte[] body) {
        var head = RequestHead.of(body);
        assertThat(RequestHead.of(head.withModel(body, "other")).model())
                .isEqualTo(head.model() == null ? null : "other");
    }

    static ChatRequest request(Protocol protocol, byte[] body) {
        return AllCodecs.client(protocol).readRequest(body, protocol == Protocol.GEMINI ? "m" : "", true);
    }

    private static void written(Protocol target, ChatRequest request, Random random) {
        var encoded = AllCodecs.provider(target).writeRequest(request, profile(random));
        assertThat(Json.request(encoded.body())).isNotEmpty();
        assertThat(encoded.losses()).doesNotHaveDuplicates().allMatch(loss -> !loss.isBlank());
    }

    static ModelProfile profile(Random random) {
        var quirks = EnumSet.noneOf(Quirk.class);
        for (var quirk : Quirk.values()) {
            if (random.nextInt(12) == 0) {
                quirks.add(quirk);
            }
        }
        var capability = switch (random.nextInt(4)) {
            case 0 -> new ReasoningCapability(List.of(Effort.LOW, Effort.HIGH), null, null, false, false, false);
            case 1 -> new ReasoningCapability(List.of(), 1024, 32_000, true, true, false);
            case 2 -> new ReasoningCapability(List.of(Effort.LOW, Effort.MAX), 128, 8_000, true, false, true);
            default -> null;
        };
        var name = new Dice(random).one("model-x", "gpt-5", "gemini-3-pro", "gemini-2.5-pro", "claude-opus-4-6");
        return new ModelProfile(name, capability, random.nextBoolean() ? 8192 : null, quirks);
    }

    @Property(shrinking = ShrinkingMode.OFF)
    void aDamagedStreamIsReadAndWrittenAsAValidOne(@ForAll("seeds") long seed) {
        var random = new Random(seed);
        var provider = new Dice(random).one(Protocol.values());
        var form = StreamPropertiesTest.form(provider, random);
        var given = Streams.written(StreamPropertiesTest.writer(provider, form, null), EventStreams.any(random));
        var stream = random.nextBoolean() ? damagedFrames(form, given, random) : Noise.torn(given, random);
        try {
            var events = StreamPropertiesTest.read(provider, form, stream, () -> 64);
            EventGrammar.check(events);
            passes(provider, stream);
            if (events.getFirst() instanceof ChatEvent.Failed) {
                return;
            }
            for (var client : Protocol.values()) {
                var own = StreamPropertiesTest.form(client, random);
                var out = Streams.written(StreamPropertiesTest.writer(client, own, random), events);
                StreamGrammar.check(client, own, out);
            }
        } catch (AssertionError | RuntimeException | StackOverflowError e) {
            throw new AssertionError(
                    e.getMessage() + "\nread from " + provider + ":\n" + new String(stream, StandardCharsets.UTF_8), e);
        }
    }

    /** What the same-protocol lane does to it: nothing, unless it is no valid stream. */
    private static void passes(Protocol provider, byte[] stream) {
        var passage = AllCodecs.provider(provider).passage("m");
        for (int at = 0; at < stream.length; at += 50) {
            var piece = Arrays.copyOfRange(stream, at, Math.min(stream.length, at + 50));
            passage.pass(piece, piece.length);
        }
        passage.end();
    }

    private static byte[] damagedFrames(StreamForm form, byte[] stream, Random random) {
        var out = new StringBuilder();
        for (var frame : Streams.frames(form, stream, stream.length)) {
            var tree = Json.parse(frame.data()).orElse(null);
            var data = tree == null || random.nextInt(3) > 0
                    ? frame.data()
                    : Noise.changed(tree, random).toString();
            for (int times = random.nextInt(8) == 0 ? random.nextInt(3) : 1; times > 0; times--) {
                if (form == StreamForm.SSE) {
                    out.append(frame.event() == null ? "" : "event: " + frame.event() + "\n");
                    out.append("data: ").append(data).append("\n\n");
                } else {
                    out.append(data).append('\n');
                }
            }
        }
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Property(shrinking = ShrinkingMode.OFF)
    void aDamagedAnswerIsReadAndWrittenOrRefused(@ForAll("seeds") long seed) {
        var random = new Random(seed);
        var provider = new Dice(random).one(Protocol.values());
        var given = EventStreams.any(random);
        if (given.getLast() instanceof ChatEvent.Failed) {
            return;
        }
        var form = AllCodecs.provider(provider).streamForm();
        var document = StreamPropertiesTest.writer(provider, form, null).whole(ChatAnswer.of(given));
        var tree = Noise.changed(Json.parse(document).orElseThrow(), random);
        var body = random.nextInt(3) == 0 ? Noise.torn(document, random) : Json.bytes(tree);
        try {
            var answer = AllCodecs.provider(provider)
                    .answerReader(StreamPropertiesTest.sent())
                    .whole(body);
            for (var client : Protocol.values()) {
                var own = AllCodecs.provider(client).streamForm();
                var whole = StreamPropertiesTest.writer(client, own, random).whole(answer);
                AllCodecs.provider(client)
                        .answerReader(StreamPropertiesTest.sent())
                        .whole(whole);
                var events = answer.events();
                EventGrammar.check(events);
                StreamGrammar.check(
                        client, own, Streams.written(StreamPropertiesTest.writer(client, own, random), events));
            }
        } catch (ChatException e) {
            assertThat(e.failure().message()).isNotBlank();
        } catch (AssertionError | RuntimeException | StackOverflowError e) {
            throw new AssertionError(
                    e.getMessage() + "\nread from " + provider + ":\n" + new String(body, StandardCharsets.UTF_8), e);
        }
    }

    @Property(shrinking = ShrinkingMode.OFF)
    void anyErrorIsClassified(@ForAll("seeds") long seed) {
        var random = new Random(seed);
        var provider = new Dice(random).one(Protocol.values());
        var status =
                new Dice(random).one(400, 401, 402, 403, 404, 408, 409, 413, 422, 429, 500, 502, 503, 529, 304, 599);
        var client = AllCodecs.client(new Dice(random).one(Protocol.values()));
        var written = client.error(
                Failure.of(Failure.Kind.values()[random.nextInt(Failure.Kind.values().length)], status, "no"));
        var tree = Json.parse(written.body()).orElseThrow();
        var body = random.nextBoolean() ? Json.bytes(Noise.changed(tree, random)) : Noise.torn(written.body(), random);
        var failure = AllCodecs.provider(provider)
                .readError(status, Map.of("retry-after", new Dice(random).text().strip()), body);
        assertThat(failure.status()).isBetween(400, 599);
        assertThat(failure.message()).isNotBlank().hasSizeLessThanOrEqualTo(2000);
        for (var protocol : Protocol.values()) {
            var error = AllCodecs.client(protocol).error(failure);
            assertThat(Json.parse(error.body())).isPresent();
            assertThat(error.status()).isBetween(400, 599);
        }
    }
}
