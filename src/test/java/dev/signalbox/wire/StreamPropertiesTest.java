package dev.signalbox.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.chat.ChatAnswer;
import dev.signalbox.chat.ChatEvent;
import dev.signalbox.chat.ChatRequest;
import dev.signalbox.chat.Effort;
import dev.signalbox.chat.Message;
import dev.signalbox.chat.Part;
import dev.signalbox.chat.Protocol;
import dev.signalbox.chat.Reasoning;
import dev.signalbox.chat.Role;
import dev.signalbox.chat.Tool;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** What holds of every stream, whichever events it is made of and however its bytes arrive. */
class StreamPropertiesTest {

    @Provide
    static Arbitrary<Long> seeds() {
        return Arbitraries.randomValue(Random::nextLong);
    }

    @Property(shrinking = ShrinkingMode.OFF)
    void everyWrittenStreamIsValid(@ForAll("seeds") long seed) {
        var random = new Random(seed);
        var events = EventStreams.any(random);
        EventGrammar.check(events);
        for (var client : Protocol.values()) {
            var form = form(client, random);
            var stream = Streams.written(writer(client, form, random), events);
            StreamGrammar.check(client, form, stream);
        }
    }

    @Property(shrinking = ShrinkingMode.OFF)
    void aStreamReadInAnyPiecesEqualsTheWhole(@ForAll("seeds") long seed) {
        var random = new Random(seed);
        var protocol = new Dice(random).one(Protocol.values());
        var form = form(protocol, random);
        var stream = disturbed(form, Streams.written(writer(protocol, form, random), EventStreams.any(random)), random);
        var whole = read(protocol, form, stream, () -> stream.length);
        EventGrammar.check(whole);
        assertThat(read(protocol, form, stream, () -> 1 + random.nextInt(40))).isEqualTo(whole);
        assertThat(read(protocol, form, stream, () -> 1)).isEqualTo(whole);
    }

    @Property(shrinking = ShrinkingMode.OFF)
    void theSumOfATranslatedStreamEqualsTheTranslatedSum(@ForAll("seeds") long seed) {
        var random = new Random(seed);
        var dice = new Dice(random);
        var provider = dice.one(Protocol.values());
        var client = dice.one(Protocol.values());
        var given = EventStreams.any(random);
        if (given.getLast() instanceof ChatEvent.Failed) {
            return;
        }
        var stream = Streams.written(writer(provider, own(provider), null), given);
        var events = read(provider, own(provider), stream, () -> stream.length);
        var summed = ChatAnswer.of(events);
        var translated = Streams.written(writer(client, own(client), null), events);
        var left = ChatAnswer.of(read(client, own(client), translated, () -> translated.length));
        var right = whole(client, writer(client, own(client), null).whole(summed));
        assertThat(SameAnswer.normal(client, left))
                .as("%s to %s", provider, client)
                .isEqualTo(SameAnswer.normal(client, right));
        assertThat(SameAnswer.normal(provider, summed))
                .as("%s as a stream and as a document", provider)
                .isEqualTo(SameAnswer.normal(
                        provider,
                        whole(provider, writer(provider, own(provider), null).whole(ChatAnswer.of(given)))));
    }

    @Property(shrinking = ShrinkingMode.OFF)
    void aValidStreamPassesUntouchedInItsOwnLane(@ForAll("seeds") long seed) {
        var random = new Random(seed);
        var protocol = new Dice(random).one(Protocol.values());
        var form = form(protocol, random);
        var stream = disturbed(form, Streams.written(writer(protocol, form, random), EventStreams.any(random)), random);
        var passage = AllCodecs.provider(protocol).passage("another-name");
        var passed = new ByteArrayOutputStream();
        for (int at = 0; at < stream.length; ) {
            var piece = Arrays.copyOfRange(stream, at, Math.min(stream.length, at + 1 + random.nextInt(60)));
            passed.writeBytes(passage.pass(piece, piece.length));
            at += piece.length;
        }
        passed.writeBytes(passage.end());
        assertThat(sha256(passed.toByteArray())).as(protocol.id()).isEqualTo(sha256(stream));
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ChatAnswer whole(Protocol protocol, byte[] document) {
        return AllCodecs.provider(protocol).answerReader(sent()).whole(document);
    }

    interface Size {
        int next();
    }

    static List<ChatEvent> read(Protocol protocol, StreamForm form, byte[] stream, Size size) {
        var decoder = form.decoder();
        var frames = new ArrayList<Frame>();
        for (int at = 0; at < stream.length; ) {
            int length = Math.min(size.next(), stream.length - at);
            frames.addAll(decoder.feed(stream, at, length));
            at += length;
        }
        frames.addAll(decoder.end());
        return Streams.events(AllCodecs.provider(protocol), sent(), frames);
    }

    static EncodedRequest sent() {
        return EncodedRequest.of("{}".getBytes(StandardCharsets.UTF_8));
    }

    private static StreamForm own(Protocol protocol) {
        return AllCodecs.provider(protocol).streamForm();
    }

    static StreamForm form(Protocol protocol, Random random) {
        return protocol == Protocol.GEMINI && random.nextInt(4) == 0 ? StreamForm.JSON_ARRAY : own(protocol);
    }

    /** What is allowed between events and means nothing. */
    private static byte[] disturbed(StreamForm form, byte[] stream, Random random) {
        if (form != StreamForm.SSE) {
            return stream;
        }
        var text = new String(stream, StandardCharsets.UTF_8);
        var noisy = switch (random.nextInt(4)) {
            case 0 -> text.replace("\r\n", "\n").replace("\n", "\r\n");
            case 1 -> "\uFEFF: hello\n\n" + text;
            case 2 -> text.replace("data: ", ": c\nid: 7\nretry: 1\ndata:");
            default -> text;
        };
        return noisy.getBytes(StandardCharsets.UTF_8);
    }

    /** A writer for a client that wants to see everything; with dice, for one that may want less. */
    static AnswerWriter writer(Protocol client, StreamForm form, Random random) {
        boolean all = random == null || random.nextInt(3) > 0;
        var tools =
                List.<Tool>of(Tool.Function.of("get_weather", null, null), new Tool.Custom("exec", null, null, null));
        var request = ChatRequest.of(client, "model-x", List.of(Message.of(Role.USER, Part.Text.of("x"))))
                .withTools(all ? tools : List.of())
                .withReasoning(all ? new Reasoning(Effort.HIGH, null, false, Reasoning.Visibility.SHOWN, "auto") : null)
                .withStream(true);
        return AllCodecs.client(client)
                .answerWriter(new AnswerContext(request, "req-1", Instant.EPOCH.plusSeconds(9), form));
    }
}
