package dev.signalbox.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.chat.ChatAnswer;
import dev.signalbox.chat.ChatEvent;
import dev.signalbox.chat.ChatException;
import dev.signalbox.chat.ChatRequest;
import dev.signalbox.chat.Failure;
import dev.signalbox.chat.ModelProfile;
import dev.signalbox.chat.Protocol;
import dev.signalbox.chat.Signature;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every protocol that providers speak must do, whichever it is. */
public abstract class ProviderProtocolContract {

    /** An answer recorded in both forms; both must mean the same. */
    public record Recording(String stream, String whole) {}

    protected abstract ProviderProtocol provider();

    protected abstract List<Recording> recordings();

    /** The vendor whose signatures this protocol carries, empty for none. */
    protected abstract String vendor();

    /** Whether a stream may end after this many of its frames as if it were complete (no tool call open, say). */
    protected boolean mayEndAfter(List<Frame> frames) {
        return false;
    }

    @Test
    void readsAStreamHoweverItIsCut() {
        assertThat(recordings()).isNotEmpty();
        for (var recording : recordings()) {
            var whole = events(recording, 1 << 20);
            EventGrammar.check(whole);
            assertThat(whole.getLast()).isInstanceOf(ChatEvent.Finished.class);
            for (int size : new int[] {1, 2, 3, 7, 64, 1000}) {
                assertThat(events(recording, size)).as("pieces of " + size).isEqualTo(whole);
            }
        }
    }

    @Test
    void readsTheSameFromAStreamAndFromADocument() {
        for (var recording : recordings()) {
            var streamed = ChatAnswer.of(events(recording, 4096));
            var whole = provider().answerReader(sent()).whole(bytes(recording.whole()));

            assertThat(streamed.model()).isEqualTo(whole.model());
            assertThat(streamed.choices()).isEqualTo(whole.choices());
            assertThat(streamed.usage()).isEqualTo(whole.usage());
        }
    }

    @Test
    void neverTakesACutStreamForAProperEnd() {
        int cuts = 0;
        for (var recording : recordings()) {
            var frames = Streams.frames(provider().streamForm(), bytes(recording.stream()), 4096);
            for (int i = 0; i < frames.size(); i++) {
                var kept = frames.subList(0, i);
                var events = Streams.events(provider(), sent(), kept);
                EventGrammar.check(events);
                if (!endsProperly(kept) && !mayEndAfter(kept)) {
                    assertThat(events.getLast()).as("after " + i + " frames").isInstanceOf(ChatEvent.Failed.class);
                    cuts++;
                }
            }
        }
        assertThat(cuts).isPositive();
    }

    private boolean endsProperly(List<Frame> frames) {
        var reader = provider().answerReader(sent());
        return frames.stream().anyMatch(f -> reader.read(f).stream().anyMatch(e -> e instanceof ChatEvent.Finished));
    }

    @Test
    void ignoresWhatFollowsTheEnd() {
        for (var recording : recordings()) {
            var frames = Streams.frames(provider().streamForm(), bytes(recording.stream()), 4096);
            var reader = provider().answerReader(sent());
            frames.forEach(reader::read);
            reader.end();

            frames.forEach(f -> assertThat(reader.read(f)).isEmpty());
            assertThat(reader.read(Frame.of("garbage"))).isEmpty();
            assertThat(reader.end()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"garbage", "{", "[1,2", "<html><body>502 Bad Gateway</body></html>"})
    void failsOnGarbage(String garbage) {
        var frames = Streams.frames(provider().streamForm(), bytes(recordings().getFirst().stream()), 4096);
        var reader = provider().answerReader(sent());
        reader.read(frames.getFirst());

        var events = reader.read(Frame.of(garbage));

        assertThat(events).last().isInstanceOfSatisfying(ChatEvent.Failed.class, f -> {
            assertThat(f.failure().kind()).isEqualTo(Failure.Kind.OVERLOADED);
            assertThat(f.failure().status()).isEqualTo(502);
        });
        assertThat(reader.read(frames.getLast())).isEmpty();
        assertThat(reader.end()).isEmpty();
    }

    @Test
    void survivesAnyChangeToAStream() {
        for (var recording : recordings()) {
            var frames = Streams.frames(provider().streamForm(), bytes(recording.stream()), 4096);
            for (int i = 0; i < frames.size(); i++) {
                var tree = Json.parse(frames.get(i).data()).orElse(null);
                if (tree == null) {
                    continue;
                }
                for (var variant : Mutations.of(tree)) {
                    var reader = provider().answerReader(sent());
                    frames.subList(0, i).forEach(reader::read);
                    reader.read(new Frame(frames.get(i).event(), new String(variant, StandardCharsets.UTF_8)));
                    frames.subList(i + 1, frames.size()).forEach(reader::read);
                    reader.end();
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "garbage", "[]", "null", "{}", "<html></html>", "{\"error\":{\"message\":\"no\"}}"})
    void refusesADocumentThatIsNoAnswer(String body) {
        var reader = provider().answerReader(sent());

        assertThatThrownBy(() -> reader.whole(bytes(body))).isInstanceOf(ChatException.class);
    }

    @Test
    void survivesAnyChangeToADocument() {
        for (var recording : recordings()) {
            var tree = Json.parse(recording.whole()).orElseThrow();
            for (var variant : Mutations.of(tree)) {
                try {
                    provider().answerReader(sent()).whole(variant);
                } catch (ChatException e) {
                    assertThat(e.failure().message()).isNotBlank();
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "400, CLIENT_FAULT", "401, UNAUTHORIZED", "402, PAYMENT", "403, FORBIDDEN", "408, OVERLOADED",
                "413, CLIENT_FAULT",
        "422, CLIENT_FAULT", "429, RATE_LIMITED", "500, OVERLOADED", "502, OVERLOADED", "503, OVERLOADED",
                "504, OVERLOADED",
        "529, OVERLOADED"
    })
    void classifiesErrorsByStatusWhateverTheBody(int status, Failure.Kind kind) {
        for (var body :
                List.of("", "<html><body>oh no</body></html>", "{", "[]", "null", "{\"error\":null}", "\u0000\u0001")) {
            var failure = provider().readError(status, Map.of("retry-after", "7"), bytes(body));

            assertThat(failure.kind()).as("status %s, body %s", status, body).isEqualTo(kind);
            assertThat(failure.status()).isBetween(400, 599);
            assertThat(failure.message()).isNotBlank().hasSizeLessThanOrEqualTo(2000);
            assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(7));
        }
    }

    @Test
    void boundsTheMessageOfAnError() {
        var body = "{\"error\":{\"message\":\"" + "x".repeat(100_000) + "\"}}";

        assertThat(provider().readError(400, Map.of(), bytes(body)).message().length())
                .isLessThanOrEqualTo(2000);
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void writesAnyConversationTheSameWayTwice(Protocol origin) {
        for (var request : SampleRequests.of(origin)) {
            var first = provider().writeRequest(request, ModelProfile.unknown("model-x"));
            var second = provider().writeRequest(request, ModelProfile.unknown("model-x"));

            assertThat(Json.request(first.body())).isNotEmpty();
            assertThat(first.body()).isEqualTo(second.body());
            assertThat(first.losses()).isEqualTo(second.losses()).doesNotHaveDuplicates();
        }
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void sendsNoSignatureToAnotherVendor(Protocol origin) {
        for (var request : SampleRequests.of(origin)) {
            var body = text(provider().writeRequest(request, ModelProfile.unknown("model-x")));
            for (var other : List.of(Signature.ANTHROPIC, Signature.GOOGLE, Signature.OPENAI)) {
                if (!other.equals(vendor())) {
                    assertThat(body).doesNotContain("signature-of-" + other);
                }
            }
        }
    }

    @Test
    void restoresToolNamesThatHadToChange() {
        for (var request : SampleRequests.of(Protocol.OPENAI_CHAT)) {
            var sent = provider().writeRequest(request, ModelProfile.unknown("model-x"));
            sent.toolNames().values().forEach(name -> assertThat(names(request)).contains(name));
            assertThat(sent.toolNames().values()).doesNotHaveDuplicates();
        }
    }

    private static List<String> names(ChatRequest request) {
        return SampleRequests.toolNames(request);
    }

    private List<ChatEvent> events(Recording recording, int size) {
        return Streams.events(provider(), sent(), bytes(recording.stream()), size);
    }

    private static EncodedRequest sent() {
        return EncodedRequest.of(bytes("{}"));
    }

    private static String text(EncodedRequest request) {
        return new String(request.body(), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
