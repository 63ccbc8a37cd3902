package dev.signalbox.wire;

import dev.signalbox.chat.CacheControl;
import dev.signalbox.chat.ChatRequest;
import dev.signalbox.chat.Citation;
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
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** Conversations that hold, between them, every kind of part, tool and option, odd ones included. */
public final class SampleRequests {
    private static final RawJson SCHEMA = new RawJson(
            "{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}},\"required\":[\"city\"]}");
    private static final Media PNG = new Media.Inline("image/png", "iVBORw0KGgo=");

    private SampleRequests() {}

    public static List<ChatRequest> of(Protocol origin) {
        var list = new ArrayList<ChatRequest>();
        list.add(request(origin, List.of(Message.of(Role.USER, Part.Text.of("Hello"))), List.of(), ToolChoice.AUTO));
        list.add(request(
                origin, List.of(Message.of(Role.SYSTEM, Part.Text.of("Only rules."))), List.of(), ToolChoice.AUTO));
        list.add(request(origin, List.of(), List.of(), ToolChoice.NONE));
        for (var choice : List.of(
                ToolChoice.AUTO,
                ToolChoice.NONE,
                ToolChoice.REQUIRED,
                new ToolChoice.Named("weird tool/name.v2"),
                new ToolChoice.Named("not_declared"),
                new ToolChoice.Allowed(List.of("get_weather", "gone"), true),
                new ToolChoice.Allowed(List.of(), false))) {
            list.add(request(origin, conversation(), tools(), choice));
        }
        list.add(request(origin, oddities(), List.of(), ToolChoice.REQUIRED));
        return list;
    }

    static List<String> toolNames(ChatRequest request) {
        var names = new LinkedHashSet<String>();
        request.tools().forEach(t -> names.add(t.name()));
        for (var message : request.messages()) {
            for (var part : message.parts()) {
                if (part instanceof Part.ToolCall call) {
                    names.add(call.name());
                }
            }
        }
        return List.copyOf(names);
    }

    private static ChatRequest request(Protocol origin, List<Message> messages, List<Tool> tools, ToolChoice choice) {
        return new ChatRequest(
                "model-x",
                messages,
                tools,
                choice,
                false,
                new Sampling(
                        new BigDecimal("0.7"),
                        new BigDecimal("0.9"),
                        40,
                        new BigDecimal("0.1"),
                        new BigDecimal("0.2"),
                        7L),
                new Reasoning(Effort.HIGH, 2048, false, Reasoning.Visibility.SHOWN, "auto"),
                new OutputFormat.JsonSchema("place", "A place.", SCHEMA, true),
                new Limits(4096, List.of("END", "\n\n"), 1),
                true,
                new Extras(origin, "user-1", "cache-key", "priority", Map.of("some.future_field", new RawJson("[1]"))));
    }

    private static List<Tool> tools() {
        return List.of(
                Tool.Function.of("get_weather", "Tells the weather.", SCHEMA),
                Tool.Function.of("weird tool/name.v2", null, null),
                Tool.Function.of("weird tool/name_v2", "Nearly the same name.", new RawJson("true")),
                new Tool.Function(
                        "ns__" + "long".repeat(40),
                        "",
                        SCHEMA,
                        true,
                        new Tool.Namespace("ns", null),
                        CacheControl.EPHEMERAL,
                        Map.of("defer_loading", new RawJson("true"))),
                new Tool.Custom("exec", "Runs a script.", new RawJson("{\"type\":\"text\"}"), null),
                new Tool.BuiltIn(
                        "web_search",
                        "web_search",
                        Protocol.ANTHROPIC_MESSAGES,
                        new RawJson("{\"type\":\"web_search_20250305\",\"name\":\"web_search\",\"max_uses\":3}"),
                        null),
                new Tool.BuiltIn(
                        "googleSearch", "web_search", Protocol.GEMINI, new RawJson("{\"googleSearch\":{}}"), null));
    }

    private static List<Message> conversation() {
        return List.of(
                Message.of(Role.SYSTEM, new Part.Text("Rules.", CacheControl.EPHEMERAL, List.of(), null)),
                Message.of(Role.DEVELOPER, Part.Text.of("More rules.")),
                Message.of(
                        Role.USER,
                        Part.Text.of("Look at these."),
                        new Part.Image(PNG, "high", null),
                        new Part.Image(
                                new Media.Remote(null, "https://example.com/a.png"), null, CacheControl.EPHEMERAL),
                        new Part.Document(new Media.Inline("application/pdf", "JVBERi0="), "a.pdf", "ctx", true, null),
                        new Part.Document(new Media.Uploaded(null, "file_1"), null, null, false, null),
                        new Part.Audio(new Media.Inline("audio/wav", "UklGRg=="), "wav"),
                        new Part.Video(new Media.Remote("video/mp4", "https://example.com/a.mp4"))),
                Message.of(
                        Role.ASSISTANT,
                        new Part.Thinking("thought", new Signature(Signature.ANTHROPIC, "signature-of-anthropic")),
                        new Part.Thinking("", new Signature(Signature.OPENAI, "signature-of-openai")),
                        new Part.Thinking("other", new Signature(Signature.GOOGLE, "signature-of-google")),
                        new Part.Thinking("unsigned", null),
                        new Part.RedactedThinking(new Signature(Signature.ANTHROPIC, "signature-of-anthropic")),
                        new Part.Text(
                                "Let me see.",
                                null,
                                List.of(citation()),
                                new Signature(Signature.GOOGLE, "signature-of-google")),
                        new Part.ToolCall(
                                "call.1:" + "x".repeat(80),
                                "weird tool/name.v2",
                                "{\"city\":\"Bern\"}",
                                ToolKind.FUNCTION,
                                new Signature(Signature.GOOGLE, "signature-of-google"),
                                null),
                        Part.ToolCall.of("call_2", "get_weather", "{not json"),
                        new Part.ToolCall("call_3", "exec", "ls -la", ToolKind.CUSTOM, null, null)),
                Message.of(
                        Role.USER,
                        Part.Text.of("By the way."),
                        new Part.ToolResult(
                                "call_2",
                                "get_weather",
                                List.of(Part.Text.of("rain"), new Part.Image(PNG, null, null)),
                                true,
                                ToolKind.FUNCTION,
                                CacheControl.EPHEMERAL),
                        new Part.ToolResult(
                                "call.1:" + "x".repeat(80),
                                null,
                                List.of(new Part.Json(new RawJson("{\"ok\":true}"))),
                                false,
                                ToolKind.FUNCTION,
                                null),
                        new Part.ToolResult("call_3", null, List.of(), false, ToolKind.CUSTOM, null)),
                Message.of(Role.SYSTEM, Part.Text.of("A reminder.")),
                Message.of(
                        Role.ASSISTANT,
                        new Part.ServerToolCall(
                                "srv_1",
                                "web_search",
                                new RawJson("{\"query\":\"q\"}"),
                                Protocol.ANTHROPIC_MESSAGES,
                                new RawJson(
                                        "{\"type\":\"server_tool_use\",\"id\":\"srv_1\",\"name\":\"web_search\",\"input\":{\"query\":\"q\"}}")),
                        new Part.ServerToolResult(
                                "srv_1",
                                "web_search",
                                Protocol.ANTHROPIC_MESSAGES,
                                new RawJson(
                                        "{\"type\":\"web_search_tool_result\",\"tool_use_id\":\"srv_1\",\"content\":[]}")),
                        new Part.Refusal("I will not."),
                        new Part.Opaque(
                                Protocol.OPENAI_RESPONSES, "compaction", new RawJson("{\"type\":\"compaction\"}"))),
                Message.of(Role.USER, Part.Text.of("Go on.")));
    }

    private static List<Message> oddities() {
        return List.of(
                Message.of(Role.ASSISTANT, Part.Text.of("")),
                Message.of(Role.USER),
                Message.of(Role.USER, Part.Text.of("   ")),
                Message.of(Role.USER, new Part.Thinking("not mine", null)),
                Message.of(
                        Role.USER,
                        new Part.ToolResult(
                                "orphan", null, List.of(Part.Text.of("?")), false, ToolKind.FUNCTION, null)),
                Message.of(Role.ASSISTANT, Part.ToolCall.of("unanswered", "gone", "")),
                Message.of(Role.ASSISTANT, Part.ToolCall.of("unanswered", "gone", "[1]")),
                new Message(
                        Role.USER,
                        List.of(Part.Text.of("Named."), new Part.Image(new Media.Inline(null, ""), null, null)),
                        "bob"),
                Message.of(Role.SYSTEM),
                Message.of(Role.ASSISTANT, Part.Text.of("ends with space ")));
    }

    private static Citation citation() {
        return new Citation(
                "https://example.com",
                "Example",
                "rain",
                0,
                3,
                Protocol.ANTHROPIC_MESSAGES,
                new RawJson(
                        "{\"type\":\"web_search_result_location\",\"url\":\"https://example.com\",\"title\":\"Example\","
                                + "\"cited_text\":\"rain\",\"encrypted_index\":\"e\"}"));
    }
}
