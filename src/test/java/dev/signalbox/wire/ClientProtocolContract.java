package dev.signalbox.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.chat.ChatAnswer;
import dev.signalbox.chat.ChatEvent;
import dev.signalbox.chat.ChatException;
import dev.signalbox.chat.ChatRequest;
import dev.signalbox.chat.Failure;
import dev.signalbox.chat.FinishReason;
import dev.signalbox.chat.Part;
import dev.signalbox.chat.TokenUsage;
import dev.signalbox.chat.ToolKind;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every protocol that clients speak must do, whichever it is. */
public abstract class ClientProtocolContract {
    private static final TokenUsage USAGE = new TokenUsage(90, 30, 10, 0, 0, 0);

    protected abstract ClientProtocol client();

    /** The same protocol as providers speak it: it reads back what the client side writes. */
    protected abstract ProviderProtocol provider();

    /** Valid requests that between them use every field the reader knows. */
    protected abstract List<String> requests();

    /** An answer as this protocol can express it, so that it can be read back; drop what it has no place for. */
    protected ChatAnswer expressible(ChatAnswer answer) {
        return answer;
    }

    /** The HTTP status that stands for this one where the protocol does not know it. */
    protected int statusOf(int status) {
        return status;
    }

    @Test
    void readsItsSamples() {
        assertThat(requests()).isNotEmpty();
        for (var sample : requests()) {
            var request = read(bytes(sample));
            assertThat(request.extras().origin()).isEqualTo(client().protocol());
            assertThat(request.messages()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "{", "[]", "null", "\"x\"", "17", "{} {}", "{\"a\":}", "\u0000", "{\"model\":\"\\ud8\"}"
            })
    void refusesABodyThatIsNoObject(String body) {
        assertRefused(bytes(body));
    }

    @Test
    void refusesNestingWithoutEnd() {
        assertRefused(bytes("{\"a\":" + "[".repeat(100_000)));
    }

    @Test
    void refusesWrongTypesAsTheClientsFaultAndNothingElse() {
        int variants = 0;
        for (var sample : requests()) {
            for (var variant : Mutations.of(Json.request(bytes(sample)))) {
                variants++;
                try {
                    read(variant);
                } catch (ChatException e) {
                    assertThat(e.failure().kind()).isEqualTo(Failure.Kind.CLIENT_FAULT);
                    assertThat(e.failure().status()).isEqualTo(400);
                    assertThat(e.failure().message()).isNotBlank();
                } catch (RuntimeException | StackOverflowError e) {
                    throw new AssertionError("on " + new String(variant, StandardCharsets.UTF_8), e);
                }
            }
        }
        assertThat(variants).isGreaterThan(200);
    }

    @Test
    void keepsTopLevelFieldsItDoesNotKnow() {
        var body = Json.request(bytes(requests().getFirst()));
        body.set("some_future_field", Json.object().put("deep", 1));

        var other = read(Json.bytes(body)).extras().other();

        assertThat(other.get("some_future_field")).isNotNull();
        assertThat(Json.tree(other.get("some_future_field")))
                .isEqualTo(Json.object().put("deep", 1));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void writesStreamsThatReadBack(ChatAnswer answer) {
        var expected = expressible(answer);

        var events = Streams.events(provider(), sent(), stream(answer.events()), 4096);

        EventGrammar.check(events);
        assertSame(ChatAnswer.of(events), expected);
    }

    @ParameterizedTest
    @MethodSource("answers")
    void writesDocumentsThatReadBack(ChatAnswer answer) {
        var document = client().answerWriter(context(false)).whole(answer);

        assertSame(provider().answerReader(sent()).whole(document), expressible(answer));
    }

    @Test
    void putsInterleavedCallsInOrder() {
        var events = List.<ChatEvent>of(
                new ChatEvent.Started("id-1", "model-x", 1),
                new ChatEvent.ToolCallStarted(0, "call_a", "get_a", ToolKind.FUNCTION),
                new ChatEvent.ToolArgumentsDelta(0, "{\"x\":"),
                new ChatEvent.ToolCallStarted(1, "call_b", "get_b", ToolKind.FUNCTION),
                new ChatEvent.ToolArgumentsDelta(1, "{}"),
                new ChatEvent.PartFinished(1),
                new ChatEvent.ToolArgumentsDelta(0, "1}"),
                new ChatEvent.PartFinished(0),
                new ChatEvent.Finished(FinishReason.TOOL_CALLS, null, USAGE));

        var back = ChatAnswer.of(Streams.events(provider(), sent(), stream(events), 4096));

        assertSame(back, expressible(ChatAnswer.of(events)));
    }

    @Test
    void endsAFailedStreamAsAFailureWithoutATraceOfSuccess() {
        for (var failure : failures()) {
            var events = List.<ChatEvent>of(
                    new ChatEvent.Started("id-1", "model-x", 1),
                    new ChatEvent.TextDelta(0, "half a sen"),
                    new ChatEvent.Failed(failure));

            var back = Streams.events(provider(), sent(), stream(events), 4096);

            assertThat(back.getLast()).isInstanceOf(ChatEvent.Failed.class);
            assertThat(back).noneMatch(e -> e instanceof ChatEvent.Finished);
        }
    }

    @Test
    void writesNothingAfterTheEnd() {
        var writer = client().answerWriter(context(true));
        writer.write(new ChatEvent.Started("id-1", "model-x", 1));
        assertThat(writer.write(new ChatEvent.Finished(FinishReason.STOP, null, USAGE)))
                .isNotEmpty();

        assertThat(writer.write(new ChatEvent.TextDelta(0, "late"))).isEmpty();
        assertThat(writer.write(new ChatEvent.UsageReported(USAGE))).isEmpty();
        assertThat(writer.write(new ChatEvent.Finished(FinishReason.STOP, null, USAGE)))
                .isEmpty();
        assertThat(writer.write(new ChatEvent.Failed(failures().getFirst()))).isEmpty();
    }

    @Test
    void mayKeepTheConnectionAliveAnywhere() {
        var answer = answers().toList().getLast();
        var writer = client().answerWriter(context(true));
        var out = new ByteArrayOutputStream();
        for (var event : answer.events()) {
            out.writeBytes(writer.write(event));
            if (!(event instanceof ChatEvent.Finished)) {
                out.writeBytes(writer.keepAlive());
            }
        }

        assertSame(ChatAnswer.of(Streams.events(provider(), sent(), out.toByteArray(), 4096)), expressible(answer));
    }

    @Test
    void writesErrorsWithStatusMessageAndWait() {
        for (var failure : failures()) {
            var error = client().error(failure.withRetryAfter(Duration.ofMillis(1500)));

            assertThat(error.status()).isEqualTo(statusOf(failure.status()));
            assertThat(Json.request(error.body()).toString()).contains("Some \\\"quoted\\\" reason");
            assertThat(error.headers()).containsEntry("Retry-After", "2");
            assertThat(client().error(failure).headers()).doesNotContainKey("Retry-After");
        }
    }

    @Test
    void countsTokens() {
        assertThat(Json.request(client().tokenCount(4711)).toString()).contains("4711");
    }

    static Stream<ChatAnswer> answers() {
        return Stream.of(
                answer(FinishReason.STOP, Part.Text.of("Hello, wörld \uD83D\uDE80 \u2028 \"quoted\" \\ \n end")),
                answer(FinishReason.LENGTH, Part.Text.of("cut of")),
                answer(FinishReason.CONTENT_FILTER, Part.Text.of("I would rather")),
                answer(
                        FinishReason.TOOL_CALLS,
                        Part.ToolCall.of("call_1", "get_weather", "{\"city\":\"Z\\u00fcrich\",\"n\":1.0}")),
                answer(
                        FinishReason.TOOL_CALLS,
                        Part.Text.of("Let me look."),
                        Part.ToolCall.of("call_1", "get_weather", "{\"city\":\"Bern\"}"),
                        Part.ToolCall.of("call_2", "get_weather", "{}")),
                answer(
                        FinishReason.STOP,
                        new Part.Thinking("First I think.\n\nThen more.", null),
                        Part.Text.of("Then I speak.")));
    }

    private static ChatAnswer answer(FinishReason finish, Part... parts) {
        return new ChatAnswer(
                "id-1",
                "model-x",
                1,
                List.of(new ChatAnswer.Choice(0, Arrays.asList(parts), finish, null, List.of())),
                USAGE);
    }

    private static List<Failure> failures() {
        var list = new ArrayList<Failure>();
        for (var kind : Failure.Kind.values()) {
            for (int status : new int[] {400, 401, 403, 404, 409, 413, 422, 429, 500, 502, 503, 504, 529}) {
                list.add(Failure.of(kind, status, "Some \"quoted\" reason"));
            }
        }
        return list;
    }

    private void assertSame(ChatAnswer actual, ChatAnswer expected) {
        assertThat(actual.model()).isEqualTo(expected.model());
        assertThat(actual.first().finish()).isEqualTo(expected.first().finish());
        assertThat(actual.usage()).isEqualTo(expected.usage());
        var wanted = expected.first().parts();
        assertThat(actual.first().parts()).hasSameSizeAs(wanted);
        for (int i = 0; i < wanted.size(); i++) {
            assertSame(actual.first().parts().get(i), wanted.get(i));
        }
    }

    private static void assertSame(Part actual, Part expected) {
        if (actual instanceof Part.ToolCall a && expected instanceof Part.ToolCall e) {
            assertThat(a.id()).isEqualTo(e.id());
            assertThat(a.name()).isEqualTo(e.name());
            assertThat(Json.parse(a.arguments())).isEqualTo(Json.parse(e.arguments()));
        } else {
            assertThat(actual).isEqualTo(expected);
        }
    }

    private void assertRefused(byte[] body) {
        assertThatThrownBy(() -> read(body)).isInstanceOfSatisfying(ChatException.class, e -> {
            assertThat(e.failure().kind()).isEqualTo(Failure.Kind.CLIENT_FAULT);
            assertThat(e.failure().status()).isEqualTo(400);
        });
    }

    protected final ChatRequest read(byte[] body) {
        return client().readRequest(body, "model-x", true);
    }

    private byte[] stream(List<ChatEvent> events) {
        return Streams.written(client().answerWriter(context(true)), events);
    }

    private AnswerContext context(boolean stream) {
        var request = read(bytes(requests().getFirst())).withStream(stream);
        return new AnswerContext(
                request, "req-1", Instant.ofEpochSecond(1), provider().streamForm());
    }

    private static EncodedRequest sent() {
        return EncodedRequest.of(bytes("{}"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
