package dev.signalbox.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Bedrock's Converse and ConverseStream: signed, strict, streamed in AWS's framing. */
final class ConverseServer implements AwsDialect {
    private static final Pattern PATH = Pattern.compile("/model/([^/]+)/(converse|converse-stream)");

    private final String family;

    ConverseServer(String family) {
        this.family = family;
    }

    @Override
    public void check(Received request) {
        SignatureRules.check(request);
        Inside.segment(PATH, request.path());
        Rules.require(
                (stream(request) ? "application/vnd.amazon.eventstream" : "application/json")
                        .equals(request.header("accept")),
                "accept does not fit the operation");
        ConverseRules.check(request.json());
    }

    @Override
    public String model(Received request) {
        var model = Inside.segment(PATH, request.path());
        return model.startsWith(family) ? model.substring(family.length()) : model;
    }

    @Override
    public boolean stream(Received request) {
        return request.path().endsWith("-stream");
    }

    @Override
    public Prompt prompt(JsonNode body) {
        var last = body.at("/messages/" + (body.path("messages").size() - 1) + "/content");
        String result = null;
        for (var block : last) {
            if (block.has("toolResult")) {
                var content = block.at("/toolResult/content");
                result = content.path(0).has("json") ? content.toString() : Rules.text(content);
            }
        }
        var tool = body.at("/toolConfig/tools/0/toolSpec/name").textValue();
        return new Prompt(Rules.text(body.path("system")), Rules.text(last), tool, result);
    }

    @Override
    public ObjectNode document(Answer answer) {
        var document = Rules.object();
        var message = document.putObject("output").putObject("message").put("role", "assistant");
        var content = message.putArray("content");
        if (!answer.text().isEmpty()) {
            content.addObject().put("text", answer.text());
        }
        if (answer.call() != null) {
            content.addObject()
                    .putObject("toolUse")
                    .put("toolUseId", answer.call().id())
                    .put("name", answer.call().name())
                    .set("input", answer.call().arguments());
        }
        document.put("stopReason", answer.call() == null ? "end_turn" : "tool_use");
        document.set("usage", usage());
        document.putObject("metrics").put("latencyMs", 551);
        return document;
    }

    private static ObjectNode usage() {
        return Rules.object()
                .put("inputTokens", Answer.PROMPT - Answer.CACHED)
                .put("outputTokens", Answer.COMPLETION)
                .put("totalTokens", Answer.PROMPT + Answer.COMPLETION)
                .put("cacheReadInputTokens", Answer.CACHED)
                .put("cacheWriteInputTokens", 0);
    }

    @Override
    public List<String> frames(Answer answer) {
        var frames = new ArrayList<String>();
        frames.add(event("messageStart", Rules.object().put("role", "assistant")));
        answer.pieces().forEach(piece -> frames.add(delta(0, "text", piece)));
        int index = 0;
        if (!answer.pieces().isEmpty()) {
            frames.add(event("contentBlockStop", at(index++)));
        }
        if (answer.call() != null) {
            var start = at(index);
            start.putObject("start")
                    .putObject("toolUse")
                    .put("toolUseId", answer.call().id())
                    .put("name", answer.call().name());
            frames.add(event("contentBlockStart", start));
            var arguments = answer.call().arguments().toString();
            frames.add(input(index, arguments.substring(0, 4)));
            frames.add(input(index, arguments.substring(4)));
            frames.add(event("contentBlockStop", at(index)));
        }
        var reason = answer.call() == null ? "end_turn" : "tool_use";
        frames.add(event("messageStop", Rules.object().put("stopReason", reason)));
        var metadata = Rules.object();
        metadata.set("usage", usage());
        metadata.putObject("metrics").put("latencyMs", 551);
        frames.add(event("metadata", metadata));
        return frames;
    }

    private static String delta(int index, String kind, String text) {
        var delta = at(index);
        delta.putObject("delta").put(kind, text);
        return event("contentBlockDelta", delta);
    }

    private static String input(int index, String text) {
        var delta = at(index);
        delta.putObject("delta").putObject("toolUse").put("input", text);
        return event("contentBlockDelta", delta);
    }

    private static ObjectNode at(int index) {
        return Rules.object().put("contentBlockIndex", index);
    }

    /** Every event is padded, so that its length does not tell what is in it. */
    private static String event(String type, ObjectNode payload) {
        return AwsFraming.event(type, payload.put("p", "abcdefghij"));
    }

    @Override
    public String errorFrame(String message) {
        return AwsFraming.exception("modelStreamErrorException", message);
    }

    @Override
    public boolean shows(String frame, String piece) {
        return new String(bytes(frame), StandardCharsets.UTF_8).contains(piece);
    }
}
