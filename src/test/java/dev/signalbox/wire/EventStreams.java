package dev.signalbox.wire;

import dev.signalbox.chat.ChatEvent;
import dev.signalbox.chat.Citation;
import dev.signalbox.chat.Failure;
import dev.signalbox.chat.FinishReason;
import dev.signalbox.chat.Media;
import dev.signalbox.chat.Part;
import dev.signalbox.chat.Protocol;
import dev.signalbox.chat.RawJson;
import dev.signalbox.chat.Signature;
import dev.signalbox.chat.TokenUsage;
import dev.signalbox.chat.ToolKind;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/** Streams that obey the grammar of {@link ChatEvent}: every kind of event, parts that overlap, further choices, both ends. */
final class EventStreams {
    private final Dice dice;
    private final boolean cached;
    private final boolean reasoned;
    private int cumulated;

    private EventStreams(Dice dice) {
        this.dice = dice;
        this.cached = dice.chance(30);
        this.reasoned = dice.chance(40);
    }

    static List<ChatEvent> any(Random random) {
        return new EventStreams(new Dice(random)).stream();
    }

    private List<ChatEvent> stream() {
        var events = new ArrayList<ChatEvent>();
        events.add(new ChatEvent.Started(
                dice.chance(90) ? dice.token("id") : "", "model-x", dice.chance(80) ? 1_700_000_000L : 0));
        int choices = dice.chance(10) ? 2 : 1;
        for (int choice = 0; choice < choices; choice++) {
            for (var event : parts(choice == 0)) {
                events.add(choice == 0 ? event : new ChatEvent.InChoice(choice, event));
            }
        }
        if (choices > 1) {
            events.add(new ChatEvent.InChoice(1, new ChatEvent.Finished(dice.one(FinishReason.values()), null, null)));
        }
        if (dice.chance(12)) {
            var cut = events.subList(0, dice.number(1, events.size()));
            var failed = new ArrayList<>(cut);
            failed.add(new ChatEvent.Failed(failure()));
            return failed;
        }
        var reason = dice.one(FinishReason.values());
        var stop = reason == FinishReason.STOP_SEQUENCE ? dice.token("stop") : null;
        events.add(new ChatEvent.Finished(reason, stop, dice.chance(90) ? usage() : null));
        return events;
    }

    private Failure failure() {
        return Failure.of(
                dice.one(Failure.Kind.OVERLOADED, Failure.Kind.RATE_LIMITED, Failure.Kind.CLIENT_FAULT),
                dice.one(400, 429, 500, 502, 529),
                dice.text());
    }

    /** Counts that only grow, as the counts of one answer do. */
    private TokenUsage usage() {
        cumulated += 7;
        return new TokenUsage(cumulated + 10, cumulated + 5, cached ? 3 : 0, cached ? 2 : 0, 0, reasoned ? 4 : 0);
    }

    /** A part of which some events are still to come. */
    private static final class Open {
        private final Deque<ChatEvent> events;
        private boolean begun;

        Open(List<ChatEvent> events) {
            this.events = new ArrayDeque<>(events);
        }
    }

    /** Parts one after the other, or several at once, numbered as they first appear. */
    private List<ChatEvent> parts(boolean first) {
        var events = new ArrayList<ChatEvent>();
        int wanted = dice.number(0, 5);
        boolean overlapping = dice.chance(30);
        var open = new ArrayList<Open>();
        int next = 0;
        while (next < wanted || !open.isEmpty()) {
            if (next < wanted && (open.isEmpty() || (overlapping && dice.chance(40)))) {
                open.add(new Open(part(next++)));
            }
            var unbegun = open.stream().filter(o -> !o.begun).findFirst();
            var chosen = unbegun.orElseGet(() -> dice.one(open));
            chosen.begun = true;
            events.add(chosen.events.removeFirst());
            if (chosen.events.isEmpty()) {
                open.remove(chosen);
            }
            if (first && dice.chance(8)) {
                events.add(new ChatEvent.UsageReported(usage()));
            }
        }
        return events;
    }

    private List<ChatEvent> part(int part) {
        var events = new ArrayList<ChatEvent>();
        switch (dice.number(0, 9)) {
            case 0, 1, 2 -> text(part, events);
            case 3, 4 -> thinking(part, events);
            case 5 -> pieces().forEach(p -> events.add(new ChatEvent.RefusalDelta(part, p)));
            case 6, 7, 8 -> call(part, events);
            default -> {
                events.add(new ChatEvent.PartAdded(part, whole()));
                return events;
            }
        }
        events.add(new ChatEvent.PartFinished(part));
        return events;
    }

    private List<String> pieces() {
        return dice.pieces(dice.text());
    }

    private void text(int part, List<ChatEvent> events) {
        pieces().forEach(p -> events.add(new ChatEvent.TextDelta(part, p)));
        if (dice.chance(15)) {
            events.add(new ChatEvent.CitationAdded(part, citation()));
        }
        if (dice.chance(10)) {
            events.add(new ChatEvent.SignatureAdded(part, signature(Signature.GOOGLE)));
        }
        if (dice.chance(8)) {
            var raw = new RawJson(
                    "{\"content\":[{\"token\":\"a\",\"logprob\":-0.5,\"bytes\":[97],\"top_logprobs\":[]}]}");
            events.add(new ChatEvent.Logprobs(part, Protocol.OPENAI_CHAT, raw));
        }
    }

    private void thinking(int part, List<ChatEvent> events) {
        boolean hidden = dice.chance(20);
        if (!hidden) {
            pieces().forEach(p -> events.add(new ChatEvent.ThinkingDelta(part, p)));
        }
        if (hidden || dice.chance(60)) {
            events.add(new ChatEvent.SignatureAdded(
                    part, signature(dice.one(Signature.ANTHROPIC, Signature.GOOGLE, Signature.OPENAI))));
        }
    }

    static String signed(String vendor, String token) {
        var head = switch (vendor) {
            case Signature.ANTHROPIC -> new byte[] {0x0a, 0x10, 0x08, 0x01};
            case Signature.GOOGLE -> new byte[] {0x0a, 0x10, 0x01, 0x02};
            default -> new byte[0];
        };
        var out = new ByteArrayOutputStream();
        out.writeBytes(head);
        out.writeBytes(token.getBytes(StandardCharsets.UTF_8));
        var text = Base64.getEncoder().encodeToString(out.toByteArray());
        return vendor.equals(Signature.OPENAI) ? "gAAAA" + text : text;
    }

    private Signature signature(String vendor) {
        return new Signature(vendor, signed(vendor, dice.token("sig")));
    }

    private void call(int part, List<ChatEvent> events) {
        var kind = dice.chance(15) ? ToolKind.CUSTOM : ToolKind.FUNCTION;
        events.add(new ChatEvent.ToolCallStarted(
                part, "call_" + dice.token("c"), kind == ToolKind.CUSTOM ? "exec" : "get_weather", kind));
        if (dice.chance(15)) {
            events.add(new ChatEvent.SignatureAdded(part, signature(Signature.GOOGLE)));
        }
        var arguments = kind == ToolKind.CUSTOM
                ? dice.text()
                : dice.chance(10)
                        ? "{}"
                        : Json.object()
                                .put("city", dice.text())
                                .put("n", dice.number(0, 9))
                                .toString();
        dice.pieces(arguments).forEach(p -> events.add(new ChatEvent.ToolArgumentsDelta(part, p)));
    }

    private Citation citation() {
        var uri = "https://example.com/" + dice.token("u");
        var raw = Json.object()
                .put("type", "web_search_result_location")
                .put("url", uri)
                .put("title", "T")
                .put("cited_text", "c")
                .put("encrypted_index", "e");
        return new Citation(uri, "T", "c", -1, -1, Protocol.ANTHROPIC_MESSAGES, Json.raw(raw));
    }

    private Part whole() {
        var id = "srv_" + dice.token("s");
        return switch (dice.number(0, 5)) {
            case 0 -> new Part.Image(new Media.Inline("image/png", "iVBORw0KGgo="), null, null);
            case 1 ->
                new Part.ServerToolCall(
                        id,
                        "web_search",
                        new RawJson("{\"query\":\"q\"}"),
                        Protocol.ANTHROPIC_MESSAGES,
                        new RawJson("{\"type\":\"server_tool_use\",\"id\":\"" + id
                                + "\",\"name\":\"web_search\",\"input\":{\"query\":\"q\"}}"));
            case 2 ->
                new Part.ServerToolResult(
                        id,
                        "web_search",
                        Protocol.ANTHROPIC_MESSAGES,
                        new RawJson(
                                "{\"type\":\"web_search_tool_result\",\"tool_use_id\":\"" + id + "\",\"content\":[]}"));
            case 3 -> new Part.RedactedThinking(signature(Signature.ANTHROPIC));
            case 4 ->
                new Part.ServerToolCall(
                        "ws_1",
                        "web_search",
                        new RawJson("{\"query\":\"q\"}"),
                        Protocol.OPENAI_RESPONSES,
                        new RawJson("{\"type\":\"web_search_call\",\"id\":\"ws_" + id
                                + "\",\"status\":\"completed\",\"action\":{\"type\":\"search\",\"query\":\"q\"}}"));
            default ->
                new Part.ServerToolCall(
                        "code",
                        "code_execution",
                        RawJson.EMPTY_OBJECT,
                        Protocol.GEMINI,
                        new RawJson("{\"executableCode\":{\"language\":\"PYTHON\",\"code\":\"1\"}}"));
        };
    }
}
