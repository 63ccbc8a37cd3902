package dev.signalbox.wire.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.chat.ChatAnswer;
import dev.signalbox.chat.ChatEvent;
import dev.signalbox.chat.Part;
import dev.signalbox.chat.Signature;
import dev.signalbox.chat.TokenUsage;
import dev.signalbox.chat.ToolKind;
import dev.signalbox.wire.AnswerContext;
import dev.signalbox.wire.AnswerWriter;
import dev.signalbox.wire.InOrder;
import dev.signalbox.wire.Json;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes a Chat answer: chunks as they come, or one completion. */
final class OpenAiAnswerWriter implements AnswerWriter {
    private static final byte[] KEEP_ALIVE = ": keep-alive\n\n".getBytes(StandardCharsets.UTF_8);
    private static final String DONE = "data: [DONE]\n\n";

    private final AnswerContext context;
    private final ThoughtWriter thoughts;
    private final Set<String> customTools;
    private final TreeMap<Integer, Map<Integer, Call>> calls = new TreeMap<>();
    private final Map<Integer, Integer> images = new HashMap<>();
    private final Map<Integer, Annotations> annotations = new HashMap<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(512);
    private final Map<Integer, InOrder> orders = new HashMap<>();
    private String head = "";
    private boolean ended;
    private @Nullable TokenUsage usage;
    private @Nullable Opening opening;

    /** Where a call stands among the calls of its choice, and its kind. */
    private record Call(int index, boolean custom) {}

    /** The first piece of a call, held back for the event that follows: a signature belongs into it. */
    private record Opening(int choice, int part, ObjectNode node) {}

    OpenAiAnswerWriter(AnswerContext context) {
        this.context = context;
        this.thoughts = ThoughtWriter.of(context.request());
        this.customTools = context.request().freeTextTools();
    }

    @Override
    public byte[] write(ChatEvent event) {
        if (!ended) {
            event(0, event);
        }
        var bytes = out.toByteArray();
        out.reset();
        return bytes;
    }

    /** Calls may overlap here, texts may not: there is one text for all of them. */
    private void event(int choice, ChatEvent event) {
        if (event instanceof ChatEvent.InChoice c) {
            inChoice(c);
            return;
        }
        if (opening != null) {
            if (event instanceof ChatEvent.SignatureAdded(int part, Signature signature)
                    && opening.part() == part
                    && signature.from(Signature.GOOGLE)) {
                MessageParts.sign(opening.node(), signature);
                return;
            }
            var announced = opening;
            opening = null;
            list(announced.choice(), "tool_calls", announced.node());
        }
        if (ofCall(choice, event)) {
            step(choice, event);
        } else {
            orders.computeIfAbsent(choice, c -> new InOrder()).pass(event).forEach(e -> step(choice, e));
        }
    }

    private boolean ofCall(int choice, ChatEvent event) {
        var mine = calls.getOrDefault(choice, Map.of());
        return switch (event) {
            case ChatEvent.ToolCallStarted e -> true;
            case ChatEvent.ToolArgumentsDelta e -> true;
            case ChatEvent.SignatureAdded e -> mine.containsKey(e.part());
            case ChatEvent.PartFinished e -> mine.containsKey(e.part());
            default -> false;
        };
    }

    private void step(int choice, ChatEvent event) {
        switch (event) {
            case ChatEvent.Started s -> {
                start(s);
                open(0);
            }
            case ChatEvent.TextDelta t -> content(choice, t.part(), t.text());
            case ChatEvent.RefusalDelta t -> delta(choice, "refusal", t.text());
            case ChatEvent.ThinkingDelta t -> thought(choice, thoughts.piece(t.part(), t.text()));
            case ChatEvent.SignatureAdded s -> signature(choice, s.part(), s.signature());
            case ChatEvent.CitationAdded c -> {
                var annotation = annotations(choice).of(c.part(), c.citation());
                if (annotation != null) {
                    list(choice, "annotations", annotation);
                }
            }
            case ChatEvent.ToolCallStarted t -> call(choice, t);
            case ChatEvent.ToolArgumentsDelta t -> arguments(choice, t.part(), t.text());
            case ChatEvent.PartFinished p -> {}
            case ChatEvent.PartAdded p -> added(choice, p.part(), p.content());
            case ChatEvent.Logprobs l -> logprobs(choice, MessageParts.logprobs(l));
            case ChatEvent.UsageReported u -> usage = u.usage();
            case ChatEvent.InChoice c -> {}
            case ChatEvent.Finished f -> finished(choice, f);
            case ChatEvent.Failed f -> {
                data(OpenAiErrors.node(f.failure()).toString());
                ended = true;
            }
        }
    }

    private void start(ChatEvent.Started started) {
        var id = started.id().isEmpty() ? "chatcmpl-" + context.requestId() : started.id();
        var created =
                started.createdAt() > 0 ? started.createdAt() : context.now().getEpochSecond();
        head = "{\"id\":" + Json.quote(id) + ",\"object\":\"chat.completion.chunk\",\"created\":" + created
                + ",\"model\":" + Json.quote(named(started.model()));
    }

    private String named(String model) {
        return model.isEmpty() ? context.request().model() : model;
    }

    private void open(int choice) {
        calls.put(choice, new HashMap<>());
        chunk(choice, "{\"role\":\"assistant\",\"content\":\"\"}", "null", "null");
    }

    private void inChoice(ChatEvent.InChoice event) {
        if (!calls.containsKey(event.choice())) {
            open(event.choice());
        }
        event(event.choice(), event.event());
    }

    private void delta(int choice, String field, String text) {
        if (!text.isEmpty()) {
            chunk(choice, "{\"" + field + "\":" + Json.quote(text) + "}", "null", "null");
        }
    }

    private void thought(int choice, Optional<ObjectNode> delta) {
        delta.ifPresent(d -> chunk(choice, d.toString(), "null", "null"));
    }

    private void content(int choice, int part, String text) {
        annotations(choice).said(part, text.length());
        delta(choice, "content", text);
    }

    private Annotations annotations(int choice) {
        return annotations.computeIfAbsent(choice, c -> new Annotations());
    }

    private void list(int choice, String field, JsonNode element) {
        chunk(choice, "{\"" + field + "\":[" + element + "]}", "null", "null");
    }

    private void call(int choice, ChatEvent.ToolCallStarted event) {
        var mine = calls.computeIfAbsent(choice, c -> new HashMap<>());
        var call = new Call(mine.size(), event.kind() == ToolKind.CUSTOM && customTools.contains(event.name()));
        mine.put(event.part(), call);
        opening = new Opening(
                choice, event.part(), MessageParts.call(event.id(), event.name(), "", call.custom(), call.index()));
    }

    private void arguments(int choice, int part, String text) {
        var call = calls.getOrDefault(choice, Map.of()).get(part);
        if (call == null || text.isEmpty()) {
            return;
        }
        var delta = Json.object().put("index", call.index());
        if (call.custom()) {
            delta.putObject("custom").put("input", text);
        } else {
            delta.putObject("function").put("arguments", text);
        }
        list(choice, "tool_calls", delta);
    }

    /** Google's signature of a call goes where its own compatible endpoint puts it; others mean nothing to a Chat client. */
    private void signature(int choice, int part, Signature signature) {
        var call = calls.getOrDefault(choice, Map.of()).get(part);
        if (call == null) {
            thought(choice, thoughts.signature(part, signature));
        } else if (signature.from(Signature.GOOGLE)) {
            var delta = Json.object().put("index", call.index());
            // a piece without a function is refused by clients that check what they receive
            delta.putObject("function").put("arguments", "");
            MessageParts.sign(delta, signature);
            list(choice, "tool_calls", delta);
        }
    }

    private void added(int choice, int part, Part content) {
        switch (content) {
            case Part.Text t -> content(choice, part, t.text());
            case Part.Refusal r -> delta(choice, "refusal", r.text());
            case Part.Thinking t -> step(choice, new ChatEvent.ThinkingDelta(part, t.text()));
            case Part.ToolCall c -> {
                call(choice, new ChatEvent.ToolCallStarted(part, c.id(), c.name(), c.kind()));
                arguments(choice, part, c.arguments());
            }
            case Part.Image i -> {
                var image = MessageParts.image(i, images.getOrDefault(choice, 0));
                if (image != null) {
                    images.merge(choice, 1, Integer::sum);
                    list(choice, "images", image);
                }
            }
            case Part.Document d -> {}
            case Part.Audio a -> {}
            case Part.Video v -> {}
            case Part.RedactedThinking t -> thought(choice, thoughts.sealed(part, t));
            case Part.ToolResult r -> {}
            case Part.Json j -> content(choice, part, j.value().text());
            case Part.ServerToolCall c -> {}
            case Part.ServerToolResult r -> {}
            case Part.Opaque o -> {}
        }
    }

    private void logprobs(int choice, JsonNode logprobs) {
        if (!logprobs.isEmpty()) {
            chunk(choice, "{}", logprobs.toString(), "null");
        }
    }

    private void finished(int choice, ChatEvent.Finished event) {
        chunk(choice, "{}", "null", Json.quote(FinishReasons.write(event.reason())));
        if (choice > 0) {
            return;
        }
        ended = true;
        usage = event.usage() == null ? usage : event.usage();
        if (context.request().extras().usageInStream() && usage != null) {
            data(head + ",\"choices\":[],\"usage\":" + UsageFields.write(usage) + "}");
        }
        out.writeBytes(DONE.getBytes(StandardCharsets.UTF_8));
    }

    private void chunk(int choice, String delta, String logprobs, String finish) {
        data(head + ",\"choices\":[{\"index\":" + choice + ",\"delta\":" + delta + ",\"logprobs\":" + logprobs
                + ",\"finish_reason\":" + finish + "}]"
                + (context.request().extras().usageInStream() ? ",\"usage\":null}" : "}"));
    }

    private void data(String json) {
        out.writeBytes(("data: " + json + "\n\n").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public byte[] keepAlive() {
        return KEEP_ALIVE.clone();
    }

    @Override
    public byte[] whole(ChatAnswer answer) {
        var created =
                answer.createdAt() > 0 ? answer.createdAt() : context.now().getEpochSecond();
        var body = Json.object()
                .put("id", answer.id().isEmpty() ? "chatcmpl-" + context.requestId() : answer.id())
                .put("object", "chat.completion")
                .put("created", created)
                .put("model", named(answer.model()));
        var choices = body.putArray("choices");
        answer.choices().forEach(c -> choices.add(choice(c)));
        if (answer.usage() != null) {
            body.set("usage", UsageFields.write(answer.usage()));
        }
        return Json.bytes(body);
    }

    private ObjectNode choice(ChatAnswer.Choice choice) {
        var node = Json.object().put("index", choice.index());
        var parts = new MessageParts(thoughts, customTools);
        choice.parts().forEach(parts::add);
        node.set("message", parts.message());
        node.set("logprobs", MessageParts.logprobs(choice.logprobs()));
        return node.put("finish_reason", FinishReasons.write(choice.finish()));
    }
}
