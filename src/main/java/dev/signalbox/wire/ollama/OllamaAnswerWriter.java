package dev.signalbox.wire.ollama;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.chat.ChatAnswer;
import dev.signalbox.chat.ChatEvent;
import dev.signalbox.chat.FinishReason;
import dev.signalbox.chat.Media;
import dev.signalbox.chat.Part;
import dev.signalbox.chat.Reasoning;
import dev.signalbox.chat.TokenUsage;
import dev.signalbox.chat.ToolKind;
import dev.signalbox.wire.AnswerContext;
import dev.signalbox.wire.AnswerWriter;
import dev.signalbox.wire.CutCall;
import dev.signalbox.wire.InOrder;
import dev.signalbox.wire.Json;
import dev.signalbox.wire.Logprobs;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes an answer for an Ollama client. A call is written when it is complete, because its arguments are an object. */
final class OllamaAnswerWriter implements AnswerWriter {
    private static final long YEAR_10000 = 253_402_300_800L;

    private final AnswerContext context;
    private final boolean showsThinking;
    private final Map<Integer, Call> calls = new HashMap<>();
    private final InOrder order = new InOrder();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(512);
    private @Nullable String model;
    private Instant createdAt;
    private boolean ended;
    private @Nullable TokenUsage usage;

    /** Calls that look cut off: only the end tells whether they are, or were written so. */
    private final List<Call> doubtful = new ArrayList<>();

    /** A call whose arguments are still coming. */
    private record Call(String id, String name, ToolKind kind, StringBuilder arguments) {
        boolean breaksOff(boolean last) {
            return CutCall.breaksOff(kind, arguments.toString(), last);
        }
    }

    OllamaAnswerWriter(AnswerContext context) {
        this.context = context;
        this.createdAt = context.now();
        var wish = context.request().reasoning();
        this.showsThinking = wish == null || wish.visibility() != Reasoning.Visibility.HIDDEN;
    }

    @Override
    public byte[] write(ChatEvent event) {
        if (!ended && event instanceof ChatEvent.Failed) {
            event(event); // at once: a call that is not complete must not be written
        } else if (!ended) {
            order.pass(event).forEach(this::event);
        }
        var bytes = out.toByteArray();
        out.reset();
        return bytes;
    }

    private void event(ChatEvent event) {
        if (event.meaningful()) {
            settle(event);
        }
        switch (event) {
            case ChatEvent.Started s -> {
                model = s.model();
                createdAt = created(s.createdAt());
            }
            case ChatEvent.TextDelta t -> text("content", t.text());
            case ChatEvent.RefusalDelta t -> text("content", t.text());
            case ChatEvent.ThinkingDelta t -> text("thinking", showsThinking ? t.text() : "");
            case ChatEvent.ToolCallStarted t ->
                calls.put(t.part(), new Call(t.id(), t.name(), t.kind(), new StringBuilder()));
            case ChatEvent.ToolArgumentsDelta t -> {
                var call = calls.get(t.part());
                if (call != null) {
                    call.arguments().append(t.text());
                }
            }
            case ChatEvent.PartFinished p -> {
                var call = calls.remove(p.part());
                if (call != null && call.breaksOff(true)) {
                    doubtful.add(call);
                } else if (call != null) {
                    finish(call);
                }
            }
            case ChatEvent.PartAdded p -> added(p.content());
            case ChatEvent.UsageReported u -> usage = u.usage();
            case ChatEvent.Finished f -> {
                usage = f.usage() == null ? usage : f.usage();
                line(done(message(), f.reason(), usage));
                ended = true;
            }
            case ChatEvent.Failed f -> {
                line(OllamaErrors.node(f.failure()));
                ended = true;
            }
            case ChatEvent.SignatureAdded s -> {}
            case ChatEvent.CitationAdded c -> {}
            case ChatEvent.Logprobs l -> {
                var tokens = Logprobs.toOllama(Logprobs.tokens(l));
                if (!tokens.isEmpty()) {
                    var node = head().<ObjectNode>set("message", message()).put("done", false);
                    line(node.set("logprobs", tokens));
                }
            }
            case ChatEvent.InChoice c -> {}
        }
    }

    /** The provider's time where it can be one. */
    private Instant created(long seconds) {
        return seconds > 0 && seconds < YEAR_10000 ? Instant.ofEpochSecond(seconds) : context.now();
    }

    private void added(Part part) {
        switch (part) {
            case Part.Text t -> text("content", t.text());
            case Part.Refusal r -> text("content", r.text());
            case Part.Json j -> text("content", j.value().text());
            case Part.Thinking t -> text("thinking", showsThinking ? t.text() : "");
            case Part.ToolCall c -> finish(new Call(c.id(), c.name(), c.kind(), new StringBuilder(c.arguments())));
            case Part.Image i -> {
                if (i.media() instanceof Media.Inline inline) {
                    var message = message();
                    message.putArray("images").add(inline.base64());
                    line(head().<ObjectNode>set("message", message).put("done", false));
                }
            }
            case Part.Document d -> {}
            case Part.Audio a -> {}
            case Part.Video v -> {}
            case Part.RedactedThinking t -> {}
            case Part.ToolResult r -> {}
            case Part.ServerToolCall c -> {}
            case Part.ServerToolResult r -> {}
            case Part.Opaque o -> {}
        }
    }

    private void text(String field, String text) {
        if (!text.isEmpty()) {
            line(head().<ObjectNode>set("message", message().put(field, text)).put("done", false));
        }
    }

    /** What follows a call without arguments shows that it has none; an end that cuts leaves out whatever breaks off. */
    private void settle(ChatEvent next) {
        if (next instanceof ChatEvent.Finished f) {
            if (!CutCall.cuts(f.reason())) {
                doubtful.forEach(this::finish);
            }
            doubtful.clear();
            return;
        }
        doubtful.stream().filter(c -> !c.breaksOff(false)).forEach(this::finish);
        doubtful.removeIf(c -> !c.breaksOff(false));
    }

    private void finish(Call call) {
        var message = message();
        message.putArray("tool_calls")
                .add(call(call.id(), call.name(), call.arguments().toString()));
        line(head().<ObjectNode>set("message", message).put("done", false));
    }

    private static ObjectNode call(String id, String name, String arguments) {
        var node = Json.object().put("id", id);
        node.putObject("function").put("name", name).set("arguments", Arguments.of(arguments));
        return node;
    }

    private static ObjectNode message() {
        return Json.object().put("role", "assistant").put("content", "");
    }

    private ObjectNode head() {
        return Json.object().put("model", model == null ? "" : model).put("created_at", createdAt.toString());
    }

    private ObjectNode done(ObjectNode message, FinishReason reason, @Nullable TokenUsage counts) {
        var node = head().<ObjectNode>set("message", message)
                .put("done", true)
                .put("done_reason", reason == FinishReason.LENGTH ? "length" : "stop");
        if (counts != null) {
            node.put("prompt_eval_count", counts.prompt()).put("eval_count", counts.output());
        }
        return node;
    }

    private void line(ObjectNode node) {
        out.writeBytes((node + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** An empty piece of the message: clients parse every line and take no blank ones. */
    @Override
    public byte[] keepAlive() {
        if (model == null || ended) {
            return new byte[0];
        }
        var node = head().<ObjectNode>set("message", message()).put("done", false);
        return (node + "\n").getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] whole(ChatAnswer answer) {
        model = answer.model();
        createdAt = created(answer.createdAt());
        var content = new StringBuilder();
        var thinking = new StringBuilder();
        var toolCalls = Json.array();
        var images = Json.array();
        for (var part : CutCall.without(answer.first())) {
            switch (part) {
                case Part.Text t -> content.append(t.text());
                case Part.Refusal r -> content.append(r.text());
                case Part.Json j -> content.append(j.value().text());
                case Part.Thinking t -> thinking.append(showsThinking ? t.text() : "");
                case Part.Image i when i.media() instanceof Media.Inline inline -> images.add(inline.base64());
                case Part.ToolCall c -> toolCalls.add(call(c.id(), c.name(), c.arguments()));
                default -> {}
            }
        }
        var message = message().put("content", content.toString());
        if (!thinking.isEmpty()) {
            message.put("thinking", thinking.toString());
        }
        if (!images.isEmpty()) {
            message.set("images", images);
        }
        if (!toolCalls.isEmpty()) {
            message.set("tool_calls", toolCalls);
        }
        var node = done(message, answer.first().finish(), answer.usage());
        var tokens = Json.array();
        answer.first().logprobs().forEach(l -> tokens.addAll(Logprobs.toOllama(Logprobs.tokens(l))));
        if (!tokens.isEmpty()) {
            node.set("logprobs", tokens);
        }
        return Json.bytes(node);
    }
}
