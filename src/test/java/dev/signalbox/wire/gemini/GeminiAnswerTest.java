package dev.signalbox.wire.gemini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.chat.ChatAnswer;
import dev.signalbox.chat.ChatEvent;
import dev.signalbox.chat.ChatException;
import dev.signalbox.chat.Failure;
import dev.signalbox.chat.FinishReason;
import dev.signalbox.chat.Part;
import dev.signalbox.chat.Signature;
import dev.signalbox.chat.TokenUsage;
import dev.signalbox.chat.ToolKind;
import dev.signalbox.wire.AnswerContext;
import dev.signalbox.wire.EncodedRequest;
import dev.signalbox.wire.Frame;
import dev.signalbox.wire.Json;
import dev.signalbox.wire.StreamForm;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class GeminiAnswerTest {
    private static final String USAGE =
            "'usageMetadata':{'promptTokenCount':1000,'cachedContentTokenCount':600,'toolUsePromptTokenCount':10,"
                    + "'candidatesTokenCount':57,'thoughtsTokenCount':20,'totalTokenCount':1087}";
    private static final TokenUsage COUNTED = new TokenUsage(410, 77, 600, 0, 0, 20);

    private static GeminiAnswerReader reader() {
        return new GeminiAnswerReader(EncodedRequest.of(new byte[0], List.of(), Map.of("_x", "x/y"), Set.of()));
    }

    private static List<ChatEvent> events(String... chunks) {
        var reader = reader();
        var events = new ArrayList<ChatEvent>();
        for (var chunk : chunks) {
            events.addAll(reader.read(Frame.of(chunk.replace('\'', '"'))));
        }
        events.addAll(reader.end());
        return events;
    }

    private static String chunk(String parts, String rest) {
        return "{'candidates':[{'content':{'role':'model','parts':[" + parts + "]}" + rest
                + "}],'modelVersion':'gemini-x','responseId':'r1'";
    }

    @Test
    void readsThoughtsTextAndCalls() {
        var answer = ChatAnswer.of(events(
                chunk("{'text':'hm','thought':true}", "") + "}",
                chunk("{'text':'Look'}", "") + "}",
                chunk("{'text':'ing.'},{'functionCall':{'name':'_x','args':{'n':1.50}},'thoughtSignature':'U0lH'}", "")
                        + "}",
                chunk("{'functionCall':{'name':'f','id':'own'}}", ",'finishReason':'STOP'") + "," + USAGE + "}"));

        assertThat(answer.id()).isEqualTo("r1");
        assertThat(answer.model()).isEqualTo("gemini-x");
        assertThat(answer.usage()).isEqualTo(COUNTED);
        assertThat(answer.first().finish()).isEqualTo(FinishReason.TOOL_CALLS);
        var parts = answer.first().parts();
        assertThat(parts.subList(0, 2)).containsExactly(new Part.Thinking("hm", null), Part.Text.of("Looking."));
        var call = (Part.ToolCall) parts.get(2);
        assertThat(call.name()).isEqualTo("x/y");
        assertThat(call.arguments()).isEqualTo("{\"n\":1.50}");
        assertThat(call.id()).matches("call_0sb[0-9a-f]{20}");
        assertThat(call.signature()).isEqualTo(new Signature(Signature.GOOGLE, "U0lH"));
        assertThat(parts.get(3)).isEqualTo(Part.ToolCall.of("own", "f", "{}"));
    }

    @Test
    void readsTheSameFromAWholeDocumentAndGivesTheSameIds() {
        var whole = chunk(
                        "{'text':'a'},{'functionCall':{'name':'f'}},{'functionCall':{'name':'f'}}",
                        ",'finishReason':'STOP'")
                + "," + USAGE + "}";
        var first = reader().whole(whole.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
        var again = reader().whole(("[" + whole + "]").replace('\'', '"').getBytes(StandardCharsets.UTF_8));

        assertThat(first).isEqualTo(ChatAnswer.of(events(whole))).isEqualTo(again);
        assertThat(((Part.ToolCall) first.first().parts().get(1)).id())
                .isNotEqualTo(((Part.ToolCall) first.first().parts().get(2)).id());
    }

    @Test
    void attachesALateSignatureToTheOpenThought() {
        var answer = ChatAnswer.of(events(
                chunk("{'text':'hm','thought':true}", "") + "}",
                chunk("{'text':'','thoughtSignature':'U0lH'}", ",'finishReason':'STOP'") + "}"));

        assertThat(answer.first().parts())
                .containsExactly(new Part.Thinking("hm", new Signature(Signature.GOOGLE, "U0lH")));
    }

    @ParameterizedTest
    @CsvSource({
        "STOP, STOP",
        "MAX_TOKENS, LENGTH",
        "SAFETY, CONTENT_FILTER",
        "RECITATION, CONTENT_FILTER",
        "PROHIBITED_CONTENT, CONTENT_FILTER",
        "LANGUAGE, CONTENT_FILTER",
        "BLOCKLIST, CONTENT_FILTER",
        "SPII, CONTENT_FILTER",
        "MODEL_ARMOR, CONTENT_FILTER",
        "IMAGE_SAFETY, CONTENT_FILTER",
        "IMAGE_PROHIBITED_CONTENT, CONTENT_FILTER",
        "IMAGE_RECITATION, CONTENT_FILTER",
        "CONTINUATION, PAUSE",
        "OTHER, STOP",
        "SOMETHING_NEW, STOP"
    })
    void mapsFinishReasons(String reason, FinishReason expected) {
        var answer = ChatAnswer.of(events(chunk("{'text':'a'}", ",'finishReason':'" + reason + "'") + "}"));

        assertThat(answer.first().finish()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "MALFORMED_FUNCTION_CALL, OVERLOADED",
        "MALFORMED_RESPONSE, OVERLOADED",
        "UNEXPECTED_TOOL_CALL, OVERLOADED",
        "TOO_MANY_TOOL_CALLS, OVERLOADED",
        "NO_IMAGE, OVERLOADED",
        "IMAGE_OTHER, OVERLOADED",
        "MISSING_THOUGHT_SIGNATURE, CLIENT_FAULT"
    })
    void takesForFailuresWhatHoldsNoAnswer(String reason, Failure.Kind kind) {
        var answer = "{'candidates':[{'finishReason':'" + reason + "','finishMessage':'why'}]}";

        assertThat(events(answer).getLast()).isInstanceOfSatisfying(ChatEvent.Failed.class, f -> {
            assertThat(f.failure().kind()).isEqualTo(kind);
            assertThat(f.failure().message()).endsWith("why");
        });
        assertThatThrownBy(() -> whole(answer)).isInstanceOf(ChatException.class);
        assertThatThrownBy(() -> whole("{'candidates':[],'usageMetadata':{'promptTokenCount':3}}"))
                .hasMessageContaining("no candidate");
    }

    private static ChatAnswer whole(String document) {
        return reader().whole(document.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void unwrapsPayloadsAndTakesABlockedPromptForAFilter() {
        assertThat(ChatAnswer.of(events("{'response':" + chunk("{'text':'a'}", ",'finishReason':'STOP'") + "}}"))
                        .first()
                        .parts())
                .containsExactly(Part.Text.of("a"));
        assertThat(ChatAnswer.of(events("{'promptFeedback':{'blockReason':'SAFETY'}," + USAGE + "}"))
                        .first()
                        .finish())
                .isEqualTo(FinishReason.CONTENT_FILTER);
    }

    @Test
    void keepsFurtherCandidatesApart() {
        var answer = ChatAnswer.of(
                events("{'candidates':[{'index':0,'content':{'parts':[{'text':'a'}]},'finishReason':'STOP'},"
                        + "{'index':1,'content':{'parts':[{'text':'b'}]},'finishReason':'MAX_TOKENS'}]}"));

        assertThat(answer.choices()).hasSize(2);
        assertThat(answer.choices().get(1).parts()).containsExactly(Part.Text.of("b"));
        assertThat(answer.choices().get(1).finish()).isEqualTo(FinishReason.LENGTH);
    }

    @Test
    void readsSourcesWithOffsetsInCharacters() {
        var answer = ChatAnswer.of(
                events(
                        chunk("{'text':'Zürich is big.'}", "") + "}",
                        "{'candidates':[{'finishReason':'STOP','groundingMetadata':{'groundingChunks':[{'web':{'uri':'https://z.ch',"
                                + "'title':'Z'}}],'groundingSupports':[{'segment':{'endIndex':7},'groundingChunkIndices':[0]}]}}]}"));
        var citation =
                ((Part.Text) answer.first().parts().getFirst()).citations().getFirst();

        assertThat(citation.uri()).isEqualTo("https://z.ch");
        assertThat(citation.end()).isEqualTo(6);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {'error':{'code':503,'message':'overloaded','status':'UNAVAILABLE'}}        | OVERLOADED   | 503
        {'error':{'code':429,'message':'slow down','status':'RESOURCE_EXHAUSTED'}}  | RATE_LIMITED | 429
        {'error':{'code':400,'message':'bad','status':'INVALID_ARGUMENT'}}          | CLIENT_FAULT | 400
        {"half":                                                                    | OVERLOADED   | 502
        []                                                                          | OVERLOADED   | 502
        {'candidates':[{'finishReason':'MALFORMED_FUNCTION_CALL'}]}                 | OVERLOADED   | 502
        """)
    void endsAStreamByItsErrors(String chunk, Failure.Kind kind, int status) {
        var events = events(chunk("{'text':'a'}", "") + "}", chunk, chunk("{'text':'late'}", "") + "}");

        assertThat(events.getLast()).isInstanceOfSatisfying(ChatEvent.Failed.class, f -> {
            assertThat(f.failure().kind()).isEqualTo(kind);
            assertThat(f.failure().status()).isEqualTo(status);
        });
        assertThat(events).filteredOn(e -> e instanceof ChatEvent.TextDelta).hasSize(1);
    }

    @Test
    void takesAStreamWithoutAFinishReasonForCut() {
        assertThat(events(chunk("{'text':'a'}", "") + "}").getLast()).isInstanceOf(ChatEvent.Failed.class);
        assertThat(events(chunk("{'text':'a'}", ",'finishReason':'FINISH_REASON_UNSPECIFIED'") + "}")
                        .getLast())
                .isInstanceOf(ChatEvent.Failed.class);
        assertThat(events(chunk("{'text':'a'}", ",'finishReason':''") + "}").getLast())
                .isInstanceOf(ChatEvent.Failed.class);
        assertThat(events()).hasSize(1).first().isInstanceOf(ChatEvent.Failed.class);
        assertThatThrownBy(() -> reader().whole("<html>".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(ChatException.class);
    }

    private static GeminiAnswerWriter writer(StreamForm form) {
        var request = GeminiRequestReaderTest.read("{'contents':[{'parts':[{'text':'x'}]}],"
                + "'generationConfig':{'thinkingConfig':{'includeThoughts':true}}}");
        return new GeminiAnswerWriter(new AnswerContext(request, "req", Instant.EPOCH, form));
    }

    private static List<ChatEvent> sample() {
        return List.of(
                new ChatEvent.Started("id1", "claude-x", 0),
                new ChatEvent.ThinkingDelta(0, "po"),
                new ChatEvent.ThinkingDelta(0, "nder"),
                new ChatEvent.SignatureAdded(0, new Signature(Signature.ANTHROPIC, "c2ln")),
                new ChatEvent.PartFinished(0),
                new ChatEvent.TextDelta(1, "a\u2028b"),
                new ChatEvent.PartFinished(1),
                new ChatEvent.ToolCallStarted(2, "c1", "f", ToolKind.FUNCTION),
                new ChatEvent.ToolArgumentsDelta(2, "{\"n\":"),
                new ChatEvent.ToolArgumentsDelta(2, "1.50}"),
                new ChatEvent.PartFinished(2),
                new ChatEvent.Finished(FinishReason.TOOL_CALLS, null, COUNTED));
    }

    private static String written(GeminiAnswerWriter writer, List<ChatEvent> events) {
        var out = new StringBuilder();
        events.forEach(e -> out.append(new String(writer.write(e), StandardCharsets.UTF_8)));
        return out.toString();
    }

    private static List<JsonNode> chunks(StreamForm form, String stream) {
        var decoder = form.decoder();
        var bytes = stream.getBytes(StandardCharsets.UTF_8);
        var frames = new ArrayList<>(decoder.feed(bytes, 0, bytes.length));
        frames.addAll(decoder.end());
        return frames.stream().map(f -> Json.parse(f.data()).orElseThrow()).toList();
    }

    @ParameterizedTest
    @EnumSource(
            value = StreamForm.class,
            names = {"SSE", "JSON_ARRAY"})
    void writesAStreamOfWholeResponses(StreamForm form) {
        var chunks = chunks(form, written(writer(form), sample()));

        assertThat(chunks)
                .hasSize(5)
                .allMatch(c -> c.path("responseId").asText().equals("id1")
                        && c.path("modelVersion").asText().equals("claude-x"));
        assertThat(chunks.subList(0, 4)).noneMatch(c -> c.toString().contains("finishReason"));
        var call = chunks.get(3).at("/candidates/0/content/parts/0");
        assertThat(call.get("functionCall").toString())
                .isEqualTo("{\"id\":\"c1\",\"name\":\"f\",\"args\":{\"n\":1.50}}");
        assertThat(ThoughtEnvelope.open(call.get("thoughtSignature").asText()))
                .containsExactly(new Part.Thinking("ponder", new Signature(Signature.ANTHROPIC, "c2ln")));
        assertThat(chunks.getLast().at("/candidates/0/finishReason").asText()).isEqualTo("STOP");
        assertThat(chunks.getLast().get("usageMetadata").toString())
                .isEqualTo("{\"promptTokenCount\":1010,\"candidatesTokenCount\":57,\"totalTokenCount\":1087,"
                        + "\"cachedContentTokenCount\":600,\"thoughtsTokenCount\":20}");
    }

    @Test
    void framesEventsSoThatNarrowParsersCutThem() {
        var sse = written(writer(StreamForm.SSE), sample());

        assertThat(sse).doesNotContain("\u2028").contains("\\u2028");
        assertThat(sse.split("\r\n\r\n")).hasSize(5).allMatch(e -> e.startsWith("data: {") && !e.contains("\n"));
        var array = written(writer(StreamForm.JSON_ARRAY), sample());
        assertThat(array).startsWith("[{").endsWith("}]");
        assertThat(Json.parse(array).orElseThrow()).hasSize(5);
        assertThat(writer(StreamForm.SSE).keepAlive()).isEmpty();
    }

    @Test
    void endsAFailedStreamWithGooglesError() {
        var failure = new Failure(Failure.Kind.OVERLOADED, 529, "busy", null, null, Duration.ofMillis(1200));
        for (var form : List.of(StreamForm.SSE, StreamForm.JSON_ARRAY)) {
            var events = new ArrayList<>(sample().subList(0, 6));
            events.add(new ChatEvent.Failed(failure));
            events.add(new ChatEvent.TextDelta(3, "late"));
            var error = chunks(form, written(writer(form), events)).getLast().get("error");

            assertThat(error.get("code").asInt()).isEqualTo(503);
            assertThat(error.get("status").asText()).isEqualTo("UNAVAILABLE");
            assertThat(error.at("/details/0/retryDelay").asText()).isEqualTo("2s");
        }
    }

    @Test
    void neverHandsOutHalfACall() {
        var events = new ArrayList<>(sample());
        events.remove(9);
        var chunks = chunks(StreamForm.SSE, written(writer(StreamForm.SSE), events));

        assertThat(chunks.toString()).doesNotContain("functionCall");
        assertThat(chunks.getLast().at("/candidates/0/finishReason").asText()).isEqualTo("MALFORMED_FUNCTION_CALL");
    }

    @Test
    void writesAWholeAnswerThatReadsBack() {
        var answer = ChatAnswer.of(sample());
        var bytes = writer(StreamForm.SSE).whole(answer);
        var document = Json.parse(bytes).orElseThrow();
        var back = reader().whole(bytes);

        assertThat(document.at("/candidates/0/content/parts")).hasSize(3);
        assertThat(back.usage()).isEqualTo(answer.usage());
        assertThat(back.first().finish()).isEqualTo(FinishReason.TOOL_CALLS);
        assertThat(back.first().parts().get(1)).isEqualTo(answer.first().parts().get(1));
    }

    @ParameterizedTest
    @CsvSource({
        "400, 400, INVALID_ARGUMENT", "401, 401, UNAUTHENTICATED", "403, 403, PERMISSION_DENIED", "404, 404, NOT_FOUND",
        "409, 409, ABORTED", "413, 413, INVALID_ARGUMENT", "422, 422, INVALID_ARGUMENT", "429, 429, RESOURCE_EXHAUSTED",
        "500, 500, INTERNAL", "502, 502, UNAVAILABLE", "503, 503, UNAVAILABLE", "504, 504, DEADLINE_EXCEEDED",
        "529, 503, UNAVAILABLE"
    })
    void writesErrorsInGooglesShape(int status, int told, String name) {
        var error = new GeminiClientProtocol()
                .error(new Failure(Failure.Kind.INTERNAL, status, "m", null, "contents[0]", Duration.ofSeconds(3)));
        var body = Json.request(error.body()).get("error");

        assertThat(error.status()).isEqualTo(told);
        assertThat(error.headers()).containsEntry("Retry-After", "3");
        assertThat(body.get("code").asInt()).isEqualTo(told);
        assertThat(body.get("status").asText()).isEqualTo(name);
        assertThat(body.at("/details/0/fieldViolations/0/field").asText()).isEqualTo("contents[0]");
        assertThat(body.at("/details/1/retryDelay").asText()).isEqualTo("3s");
    }

    @Test
    void countsInItsOwnWords() {
        assertThat(new String(new GeminiClientProtocol().tokenCount(12), StandardCharsets.UTF_8))
                .isEqualTo("{\"totalTokens\":12}");
    }
}
