package dev.signalbox.wire.responses;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.chat.ChatAnswer;
import dev.signalbox.chat.ChatEvent;
import dev.signalbox.chat.Failure;
import dev.signalbox.chat.FinishReason;
import dev.signalbox.chat.Media;
import dev.signalbox.chat.Part;
import dev.signalbox.chat.Protocol;
import dev.signalbox.chat.Reasoning;
import dev.signalbox.chat.Signature;
import dev.signalbox.chat.TokenUsage;
import dev.signalbox.wire.AnswerContext;
import dev.signalbox.wire.AnswerWriter;
import dev.signalbox.wire.ClientTools;
import dev.signalbox.wire.InOrder;
import dev.signalbox.wire.Json;
import dev.signalbox.wire.Logprobs;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Writes an answer as typed events, and as the response object that they add up to. An item stays open until the next one
 * begins or the answer ends, because only then is it known whether it was cut.
 */
final class ResponsesAnswerWriter implements AnswerWriter {
    private static final byte[] KEEP_ALIVE = ": keep-alive\n\n".getBytes(StandardCharsets.UTF_8);
    private static final byte[] NOTHING = {};

    private enum Phase {
        BEFORE,
        RUNNING,
        ENDED
    }

    private final AnswerContext context;
    private final boolean thoughtsShown;
    private final ResponseObject response;
    private final EventStream out = new EventStream();
    private final InOrder order = new InOrder();
    private final ArrayNode output = Json.array();
    private Phase phase = Phase.BEFORE;
    private @Nullable OpenItem current;
    private @Nullable Signature textSignature;
    private @Nullable TokenUsage usage;
    private ObjectNode last = Json.object();

    ResponsesAnswerWriter(AnswerContext context) {
        this.context = context;
        var wish = context.request().reasoning();
        this.thoughtsShown = wish == null || wish.visibility() != Reasoning.Visibility.HIDDEN;
        this.response = new ResponseObject(context);
    }

    @Override
    public byte[] keepAlive() {
        return KEEP_ALIVE.clone();
    }

    @Override
    public byte[] write(ChatEvent event) {
        if (phase == Phase.ENDED) {
            return NOTHING;
        }
        order.pass(event).forEach(this::one);
        return out.take();
    }

    @Override
    public byte[] interrupt(Failure failure, String last) {
        Json.parse(last).ifPresent(e -> out.goOnFrom(e.path("sequence_number").asInt(-1)));
        return write(new ChatEvent.Failed(failure));
    }

    @Override
    public byte[] whole(ChatAnswer answer) {
        var writer = new ResponsesAnswerWriter(context);
        answer.events().forEach(writer::write);
        return Json.bytes(writer.last);
    }

    private void one(ChatEvent event) {
        switch (event) {
            case ChatEvent.Started s -> started(s);
            case ChatEvent.TextDelta t -> {
                if (!t.text().isEmpty()) {
                    message().text(t.part(), t.text());
                }
            }
            case ChatEvent.RefusalDelta r -> {
                if (!r.text().isEmpty()) {
                    message().refusal(r.text());
                }
            }
            case ChatEvent.CitationAdded c -> message().citation(c.part(), c.citation());
            case ChatEvent.ThinkingDelta t -> reasoning(t.part()).text(t.text());
            case ChatEvent.SignatureAdded s -> signature(s.part(), s.signature());
            case ChatEvent.ToolCallStarted t -> call(t);
            case ChatEvent.ToolArgumentsDelta t -> {
                if (current instanceof CallItem item && item.part() == t.part()) {
                    item.arguments(t.text());
                } else if (current instanceof ClientToolItem item && item.part() == t.part()) {
                    item.arguments(t.text());
                }
            }
            case ChatEvent.PartFinished p -> {
                if (current instanceof ReasoningItem) {
                    close(true);
                }
            }
            case ChatEvent.PartAdded p -> whole(p.content());
            case ChatEvent.UsageReported u -> usage = u.usage();
            case ChatEvent.Logprobs l -> {
                if (current instanceof MessageItem item) {
                    item.logprobs(Logprobs.tokens(l));
                }
            }
            case ChatEvent.InChoice c -> {}
            case ChatEvent.Finished f -> finished(f);
            case ChatEvent.Failed f -> failed(f);
        }
    }

    private void started(ChatEvent.Started started) {
        if (phase != Phase.BEFORE) {
            return;
        }
        phase = Phase.RUNNING;
        response.begin(started);
        out.begin(response.id());
        send("response.created", response.write("in_progress", Json.array(), null));
        send("response.in_progress", response.write("in_progress", Json.array(), null));
    }

    private void send(String type, ObjectNode object) {
        last = object;
        var event = EventStream.event(type);
        event.set("response", object);
        out.send(event);
    }

    private MessageItem message() {
        if (current instanceof MessageItem item) {
            return item;
        }
        close(true);
        var item = new MessageItem(out);
        current = item;
        return item;
    }

    private ReasoningItem reasoning(int part) {
        if (current instanceof ReasoningItem item && item.part() == part) {
            return item;
        }
        close(true);
        var item = new ReasoningItem(out, part, thoughtsShown);
        current = item;
        return item;
    }

    private void signature(int part, Signature signature) {
        if (current instanceof CallItem call && call.part() == part) {
            call.sign(signature);
        } else if (current instanceof ClientToolItem call && call.part() == part) {
            ReasoningItem.carry(out, new Envelope(signature, Envelope.Place.NEXT_CALL), output);
        } else if (current instanceof MessageItem message && message.from() == part) {
            textSignature = signature;
        } else {
            reasoning(part).sign(new Envelope(signature, Envelope.Place.THOUGHT));
        }
    }

    private void call(ChatEvent.ToolCallStarted started) {
        close(true);
        var tool = context.request().tool(started.name()).orElse(null);
        current = ClientTools.kind(tool)
                .<OpenItem>map(kind -> new ClientToolItem(out, started, kind))
                .orElseGet(() -> new CallItem(out, output, started, tool));
    }

    private void close(boolean complete) {
        var item = current;
        current = null;
        if (item != null) {
            item.close(complete, output);
        }
        if (textSignature != null) {
            ReasoningItem.carry(out, new Envelope(textSignature, Envelope.Place.PREVIOUS), output);
            textSignature = null;
        }
    }

    private void whole(Part part) {
        close(true);
        switch (part) {
            case Part.RedactedThinking r ->
                ReasoningItem.carry(out, new Envelope(r.data(), Envelope.Place.REDACTED), output);
            case Part.ServerToolCall c -> WholeItems.serverCall(out, c, output);
            case Part.Image i when i.media() instanceof Media.Inline media -> WholeItems.image(out, media, output);
            case Part.Opaque o when o.origin() == Protocol.OPENAI_RESPONSES -> WholeItems.raw(out, o.raw(), output);
            case Part.Json j -> message().text(-1, j.value().text());
            default -> {} // the API has no output item for it
        }
    }

    private void finished(ChatEvent.Finished finished) {
        usage = finished.usage() == null ? usage : finished.usage();
        var incomplete = incompleteReason(finished.reason());
        close(incomplete == null);
        var object = response.write(
                OpenItem.status(incomplete == null), output, usage == null ? null : ResponsesUsage.write(usage));
        if (incomplete != null) {
            object.putObject("incomplete_details").put("reason", incomplete);
        } else {
            object.put(
                    "completed_at",
                    Math.max(object.path("created_at").asLong(), context.now().getEpochSecond()));
        }
        phase = Phase.ENDED;
        send("response." + OpenItem.status(incomplete == null), object);
    }

    private static @Nullable String incompleteReason(FinishReason reason) {
        return switch (reason) {
            case LENGTH -> "max_output_tokens";
            case CONTENT_FILTER -> "content_filter";
            case STOP, STOP_SEQUENCE, TOOL_CALLS, PAUSE -> null;
        };
    }

    /** What is open stays open: a cut call must not look like one to be executed. */
    private void failed(ChatEvent.Failed failed) {
        var object = response.write("failed", output, usage == null ? null : ResponsesUsage.write(usage));
        object.set("error", ResponsesErrors.inResponse(failed.failure()));
        phase = Phase.ENDED;
        send("response.failed", object);
    }
}
