package dev.signalbox.wire.kiro;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.chat.ChatRequest;
import dev.signalbox.chat.ModelProfile;
import dev.signalbox.chat.OutputFormat;
import dev.signalbox.wire.DocumentForm;
import dev.signalbox.wire.EncodedRequest;
import dev.signalbox.wire.Json;
import dev.signalbox.wire.Losses;
import dev.signalbox.wire.Losses.Field;
import dev.signalbox.wire.ReadableBlocks;
import dev.signalbox.wire.ToolNames;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** Writes a request as a conversation whose last turn is the current message. */
final class KiroRequestWriter {
    private static final int LONGEST_NAME = 64;

    private final ChatRequest request;
    private final ModelProfile target;
    private final Losses losses;
    private final ToolNames names;

    KiroRequestWriter(ChatRequest asked, ModelProfile target) {
        this.losses = Losses.of(asked);
        this.request = ReadableBlocks.spelledOut(asked, DocumentForm.TEXTS, losses);
        this.target = target;
        this.names = ToolNames.of(request, LONGEST_NAME);
    }

    EncodedRequest write() {
        var turns = KiroTurns.of(request, names, losses);
        var tools = new KiroTools(request, names, losses);
        var body = Json.object();
        var state = body.putObject("conversationState");
        state.put("chatTriggerType", "MANUAL");
        state.put("conversationId", conversationId(turns));
        var current = turns.getLast().user(target.model());
        tools.write(current, turns);
        state.putObject("currentMessage").set("userInputMessage", current);
        history(turns, state.putArray("history"));
        inference(body);
        lose();
        return EncodedRequest.of(Json.bytes(body), List.copyOf(losses.paths()), names.restored(), tools.freeText());
    }

    private void history(List<KiroTurns.Turn> turns, ArrayNode history) {
        for (var turn : turns.subList(0, turns.size() - 1)) {
            if (turn.byUser()) {
                history.addObject().set("userInputMessage", turn.user(target.model()));
            } else {
                history.addObject().set("assistantResponseMessage", turn.assistant());
            }
        }
    }

    /** The same for each request of a conversation: it is made from how the conversation begins. */
    private static String conversationId(List<KiroTurns.Turn> turns) {
        var beginning = turns.getFirst().text();
        return UUID.nameUUIDFromBytes(beginning.getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private void inference(ObjectNode body) {
        var inference = Json.object();
        if (request.limits().maxTokens() != null) {
            inference.put("maxTokens", request.limits().maxTokens());
        }
        if (request.sampling().temperature() != null) {
            inference.put("temperature", request.sampling().temperature());
        }
        if (request.sampling().topP() != null) {
            inference.put("topP", request.sampling().topP());
        }
        if (!inference.isEmpty()) {
            body.set("inferenceConfig", inference);
        }
    }

    private void lose() {
        var sampling = request.sampling();
        losses.addIf(sampling.topK() != null, Field.TOP_K);
        losses.addIf(sampling.frequencyPenalty() != null, Field.FREQUENCY_PENALTY);
        losses.addIf(sampling.presencePenalty() != null, Field.PRESENCE_PENALTY);
        losses.addIf(sampling.seed() != null, Field.SEED);
        var limits = request.limits();
        losses.addIf(!limits.stopSequences().isEmpty(), Field.STOP);
        losses.addIf(limits.choices() != null && limits.choices() > 1, Field.CHOICES);
        var wish = request.reasoning();
        losses.addIf(wish != null && !wish.disabled(), Field.REASONING);
        losses.addIf(!(request.format() instanceof OutputFormat.PlainText), Field.FORMAT);
        losses.addIf(Boolean.FALSE.equals(request.parallelToolCalls()), Field.PARALLEL_TOOL_CALLS);
        var extras = request.extras();
        losses.addIf(extras.user() != null, Field.USER);
        losses.addIf(extras.promptCacheKey() != null, Field.PROMPT_CACHE_KEY);
        losses.addIf(extras.serviceTier() != null, Field.SERVICE_TIER);
        losses.addOther(extras);
    }
}
