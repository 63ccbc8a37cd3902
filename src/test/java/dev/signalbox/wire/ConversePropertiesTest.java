package dev.signalbox.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.chat.ChatException;
import dev.signalbox.chat.ModelProfile;
import dev.signalbox.chat.Protocol;
import dev.signalbox.chat.Quirk;
import dev.signalbox.emulator.ConverseRules;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** What holds of every request to Converse and of every stream from it, whatever clients ask and however it is damaged. */
class ConversePropertiesTest {
    private static final String STREAM = """
            event: messageStart
            data: {"role":"assistant"}

            event: contentBlockDelta
            data: {"contentBlockIndex":0,"delta":{"reasoningContent":{"text":"Hm."}}}

            event: contentBlockDelta
            data: {"contentBlockIndex":0,"delta":{"reasoningContent":{"signature":"c2ln"}}}

            event: contentBlockStop
            data: {"contentBlockIndex":0}

            event: contentBlockDelta
            data: {"contentBlockIndex":1,"delta":{"text":"Grüße"}}

            event: contentBlockStop
            data: {"contentBlockIndex":1}

            event: contentBlockStart
            data: {"contentBlockIndex":2,"start":{"toolUse":{"toolUseId":"t1","name":"f"}}}

            event: contentBlockDelta
            data: {"contentBlockIndex":2,"delta":{"toolUse":{"input":"{\\"a\\":1}"}}}

            event: contentBlockStop
            data: {"contentBlockIndex":2}

            event: messageStop
            data: {"stopReason":"tool_use"}

            event: metadata
            data: {"usage":{"inputTokens":9,"outputTokens":4,"totalTokens":13}}

            """;

    @Provide
    static Arbitrary<Long> seeds() {
        return Arbitraries.randomValue(Random::nextLong);
    }

    private static ModelProfile profile(Random random) {
        var quirks = EnumSet.of(Quirk.NO_PREFILL);
        for (var quirk : EnumSet.of(
                Quirk.NOVA_FIELDS,
                Quirk.CACHE_POINTS,
                Quirk.NO_JSON_SCHEMA,
                Quirk.NO_FORCED_TOOL_CHOICE,
                Quirk.NO_IMAGES,
                Quirk.NO_TOOLS,
                Quirk.NO_STOP)) {
            if (random.nextInt(3) == 0) {
                quirks.add(quirk);
            }
        }
        return new ModelProfile("amazon.nova-x", null, random.nextBoolean() ? 8192 : null, quirks);
    }

    @Property(shrinking = ShrinkingMode.OFF)
    void whateverIsAskedIsAcceptedThere(@ForAll("seeds") long seed) {
        var random = new Random(seed);
        for (var client : Protocol.values()) {
            var asked = AllCodecs.provider(client)
                    .writeRequest(Conversations.any(client, random), ModelProfile.unknown("model-x"))
                    .body();
            var request = AllCodecs.client(client).readRequest(asked, client == Protocol.GEMINI ? "model-x" : "", true);
            var target = profile(random);
            var written = TestCodecs.converse().writeRequest(request, target);
            ObjectNode body = Json.request(written.body());
            body.remove("modelId");
            try {
                ConverseRules.check(body);
            } catch (RuntimeException refused) {
                throw new AssertionError(
                        refused.getMessage() + " from " + client + "\n" + new String(asked, StandardCharsets.UTF_8)
                                + "\n" + body,
                        refused);
            }
            assertThat(written.losses()).doesNotHaveDuplicates().allMatch(loss -> !loss.isBlank());
        }
    }

    @Property(shrinking = ShrinkingMode.OFF)
    void aDamagedStreamIsReadAsAValidOne(@ForAll("seeds") long seed) {
        var random = new Random(seed);
        var frames = new ArrayList<Frame>();
        for (var frame : Streams.frames(StreamForm.SSE, STREAM.getBytes(StandardCharsets.UTF_8), 64)) {
            var tree = Json.parse(frame.data()).orElseThrow();
            var data = random.nextInt(3) == 0 ? Noise.changed(tree, random).toString() : frame.data();
            for (int times = random.nextInt(6) == 0 ? random.nextInt(3) : 1; times > 0; times--) {
                frames.add(new Frame(frame.event(), data));
            }
        }
        var sent = EncodedRequest.of("{\"modelId\":\"m\"}".getBytes(StandardCharsets.UTF_8));
        var events = Streams.events(TestCodecs.converse(), sent, frames);
        EventGrammar.check(events);
    }

    @Property(shrinking = ShrinkingMode.OFF)
    void aDamagedDocumentIsReadOrRefused(@ForAll("seeds") long seed) {
        var random = new Random(seed);
        var document = Json.parse("""
                {"output":{"message":{"role":"assistant","content":[
                {"reasoningContent":{"reasoningText":{"text":"Hm.","signature":"c2ln"}}},
                {"reasoningContent":{"redactedContent":"AAEC"}},{"text":"Hi."},
                {"toolUse":{"toolUseId":"t","name":"f","input":{"a":1}}}]}},"stopReason":"tool_use",
                "usage":{"inputTokens":9,"outputTokens":4,"totalTokens":13}}""").orElseThrow();
        var sent = EncodedRequest.of("{\"modelId\":\"m\"}".getBytes(StandardCharsets.UTF_8));
        try {
            var answer = TestCodecs.converse().answerReader(sent).whole(Json.bytes(Noise.changed(document, random)));
            EventGrammar.check(answer.events());
        } catch (ChatException refused) {
            assertThat(refused.failure().message()).isNotBlank();
        }
    }
}
