package dev.signalbox.wire;

import dev.signalbox.chat.CacheControl;
import dev.signalbox.chat.ChatRequest;
import dev.signalbox.chat.Effort;
import dev.signalbox.chat.Extras;
import dev.signalbox.chat.Limits;
import dev.signalbox.chat.Media;
import dev.signalbox.chat.Message;
import dev.signalbox.chat.OutputFormat;
import dev.signalbox.chat.Part;
import dev.signalbox.chat.Protocol;
import dev.signalbox.chat.RawJson;
import dev.signalbox.chat.Reasoning;
import dev.signalbox.chat.Role;
import dev.signalbox.chat.Sampling;
import dev.signalbox.chat.Signature;
import dev.signalbox.chat.Tool;
import dev.signalbox.chat.ToolChoice;
import dev.signalbox.chat.ToolKind;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Requests of every kind of part, tool and option. Each piece holds a word of its own, by which it is found again. */
final class Conversations {
    private final Dice dice;
    private final Protocol origin;
    private final List<Tool> tools = new ArrayList<>();

    private Conversations(Protocol origin, Dice dice) {
        this.origin = origin;
        this.dice = dice;
    }

    static ChatRequest any(Protocol origin, Random random) {
        return new Conversations(origin, new Dice(random)).request();
    }

    private ChatRequest request() {
        if (dice.chance(70)) {
            tools();
        }
        var messages = messages();
        return new ChatRequest(
                "model-x",
                messages,
                tools,
                choice(),
                dice.maybe(30, () -> dice.chance(50)),
                sampling(),
                dice.maybe(40, this::reasoning),
                format(),
                new Limits(dice.number(2000, 9000), stops(), dice.maybe(15, () -> 2)),
                true,
                extras());
    }

    private void tools() {
        for (int i = dice.number(1, 3); i > 0; i--) {
            var schema = Json.object().put("type", "object");
            schema.putObject("properties").putObject(dice.token("p")).put("type", "string");
            tools.add(new Tool.Function(
                    "f_" + dice.token("f") + (dice.chance(10) ? "x".repeat(45) : ""),
                    dice.maybe(80, () -> dice.token("d")),
                    Json.raw(schema),
                    dice.maybe(15, () -> dice.chance(50)),
                    null,
                    dice.maybe(10, () -> CacheControl.EPHEMERAL),
                    Map.of()));
        }
        if (dice.chance(20)) {
            tools.add(new Tool.Custom("exec", dice.token("d"), null, null));
        }
    }

    private ToolChoice choice() {
        var functions = tools.stream()
                .filter(Tool.Function.class::isInstance)
                .map(Tool::name)
                .toList();
        if (functions.isEmpty()) {
            return ToolChoice.AUTO;
        }
        return switch (dice.number(0, 9)) {
            case 0 -> ToolChoice.NONE;
            case 1 -> ToolChoice.REQUIRED;
            case 2 -> new ToolChoice.Named(dice.one(functions));
            default -> ToolChoice.AUTO;
        };
    }

    private Sampling sampling() {
        return new Sampling(
                dice.maybe(40, () -> BigDecimal.valueOf(dice.number(0, 20), 1)),
                dice.maybe(30, () -> BigDecimal.valueOf(dice.number(1, 10), 1)),
                dice.maybe(20, () -> dice.number(1, 50)),
                dice.maybe(15, () -> BigDecimal.valueOf(dice.number(-10, 10), 1)),
                dice.maybe(15, () -> BigDecimal.valueOf(dice.number(-10, 10), 1)),
                dice.maybe(15, () -> (long) dice.number(0, 10_000)));
    }

    private Reasoning reasoning() {
        var shown = dice.one(Reasoning.Visibility.SHOWN, Reasoning.Visibility.UNSPECIFIED);
        return dice.chance(50)
                ? new Reasoning(dice.one(Effort.LOW, Effort.MEDIUM, Effort.HIGH), null, false, shown, null)
                : new Reasoning(null, dice.number(1024, 1999), false, shown, null);
    }

    private OutputFormat format() {
        return switch (dice.number(0, 7)) {
            case 0 -> OutputFormat.JSON;
            case 1 -> {
                var schema = Json.object().put("type", "object").put("additionalProperties", false);
                schema.putObject("properties").putObject(dice.token("p")).put("type", "string");
                yield new OutputFormat.JsonSchema("answer", null, Json.raw(schema), dice.maybe(50, () -> true));
            }
            default -> OutputFormat.TEXT;
        };
    }

    private List<String> stops() {
        var stops = new ArrayList<String>();
        for (int i = dice.chance(25) ? dice.number(1, 5) : 0; i > 0; i--) {
            stops.add(dice.token("s"));
        }
        return stops;
    }

    private Extras extras() {
        return new Extras(
                origin,
                dice.maybe(20, () -> dice.token("u")),
                dice.maybe(20, () -> dice.token("k")),
                null,
                dice.chance(10) ? Map.of("future_field", new RawJson("\"" + dice.token("x") + "\"")) : Map.of());
    }

    private List<Message> messages() {
        var messages = new ArrayList<Message>();
        if (dice.chance(60)) {
            messages.add(Message.of(Role.SYSTEM, text()));
        }
        if (dice.chance(15)) {
            messages.add(Message.of(Role.DEVELOPER, text()));
        }
        messages.add(user());
        for (int i = dice.number(0, 3); i > 0; i--) {
            assistant(messages);
            if (dice.chance(8)) {
                messages.add(Message.of(Role.SYSTEM, text()));
            }
        }
        return messages;
    }

    private Part text() {
        return new Part.Text(words(), dice.maybe(8, () -> CacheControl.EPHEMERAL), List.of(), null);
    }

    /** Words that no cleaning of white space or tags touches. */
    private String words() {
        return dice.token("t") + dice.one("", "\n\n", "\u2028", " \uD83D\uDE00 ", "\"\\", " <b> ") + dice.token("t");
    }

    private Message user() {
        var parts = new ArrayList<Part>();
        parts.add(text());
        for (int i = dice.number(0, 2); i > 0; i--) {
            parts.add(dice.chance(50) ? text() : medium());
        }
        return new Message(Role.USER, parts, dice.maybe(8, () -> dice.token("n")));
    }

    private String base64(String kind) {
        return Base64.getEncoder().encodeToString(dice.token(kind).getBytes(StandardCharsets.UTF_8));
    }

    private Part medium() {
        return switch (dice.number(0, 6)) {
            case 0, 1 ->
                new Part.Image(
                        new Media.Inline(dice.one("image/png", "image/jpeg"), base64("i")),
                        dice.maybe(30, () -> dice.one("low", "high", "auto")),
                        dice.maybe(8, () -> CacheControl.EPHEMERAL));
            case 2 ->
                new Part.Image(new Media.Remote(null, "https://example.com/" + dice.token("i") + ".png"), null, null);
            case 3 -> new Part.Document(new Media.Inline("application/pdf", base64("d")), "a.pdf", null, false, null);
            case 4 -> new Part.Document(new Media.Inline("text/plain", base64("d")), "a.txt", null, false, null);
            case 5 -> new Part.Audio(new Media.Inline("audio/wav", base64("a")), "wav");
            default -> new Part.Video(new Media.Inline("video/mp4", base64("v")));
        };
    }

    private void assistant(List<Message> messages) {
        var parts = new ArrayList<Part>();
        if (dice.chance(35)) {
            parts.add(thinking());
        }
        if (dice.chance(70)) {
            parts.add(Part.Text.of(words()));
        }
        var results = new ArrayList<Part>();
        for (int i = dice.chance(60) ? dice.number(1, 3) : 0; i > 0; i--) {
            call(parts, results);
        }
        if (parts.isEmpty()) {
            parts.add(Part.Text.of(words()));
        }
        messages.add(Message.of(Role.ASSISTANT, parts));
        if (results.isEmpty() || dice.chance(40)) {
            results.addAll(user().parts());
        }
        messages.add(Message.of(Role.USER, results));
    }

    private Part thinking() {
        var vendor = dice.one(Signature.ANTHROPIC, Signature.GOOGLE, Signature.OPENAI);
        var signature = dice.maybe(60, () -> new Signature(vendor, EventStreams.signed(vendor, dice.token("g"))));
        return new Part.Thinking(words(), signature);
    }

    private void call(List<Part> parts, List<Part> results) {
        var declared = tools.isEmpty() ? Tool.Function.of("undeclared", null, null) : dice.one(tools);
        boolean custom = declared instanceof Tool.Custom;
        var kind = custom ? ToolKind.CUSTOM : ToolKind.FUNCTION;
        var arguments = custom ? words() : Json.object().put("a", words()).toString();
        var id = "call_" + dice.token("c") + (dice.chance(10) ? "y".repeat(60) : "");
        parts.add(new Part.ToolCall(id, declared.name(), arguments, kind, null, null));
        var content = new ArrayList<Part>();
        content.add(Part.Text.of(words()));
        if (origin != Protocol.GEMINI && dice.chance(15)) { // there a picture is a part beside the result
            content.add(new Part.Image(new Media.Inline("image/png", base64("i")), null, null));
        }
        results.add(new Part.ToolResult(id, declared.name(), content, dice.chance(15), kind, null));
    }
}
