package dev.signalbox.wire.gemini;

import dev.signalbox.chat.ChatRequest;
import dev.signalbox.chat.Extras;
import dev.signalbox.chat.Failure;
import dev.signalbox.chat.Message;
import dev.signalbox.chat.Protocol;
import dev.signalbox.chat.RawJson;
import dev.signalbox.wire.Json;
import dev.signalbox.wire.WatchedNodes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the body of generateContent, streamGenerateContent and countTokens. */
final class GeminiRequestReader {
    private GeminiRequestReader() {}

    static ChatRequest read(byte[] body, String model, boolean stream) {
        var root = root(body);
        if (model.isEmpty()) {
            throw Failure.badRequest("The path must name a model.", "model").asException();
        }
        root.text("model");
        var contents = root.objects("contents");
        if (contents.isEmpty()) {
            throw root.fault("contents", "'contents' must hold at least one content.");
        }
        var messages = new ArrayList<Message>(GeminiContentReader.system(root));
        int prompts = messages.size();
        var fields = new MediaFields();
        messages.addAll(GeminiContentReader.read(contents, fields));
        if (messages.size() == prompts) {
            throw root.fault("contents", "'contents' must hold something that is not empty.");
        }
        return WatchedNodes.noting(root.node(), assemble(root, model, stream, messages, fields));
    }

    private static ChatRequest assemble(
            ProtoJson root, String model, boolean stream, List<Message> messages, MediaFields fields) {
        var other = new LinkedHashMap<String, RawJson>();
        var tools = GeminiToolReader.tools(root);
        var choice = GeminiToolReader.choice(root, other);
        var config = GeminiConfigReader.read(root.object("generationConfig"));
        var tier = root.text("serviceTier");
        other.putAll(config.other());
        other.putAll(root.rest());
        fields.addTo(other);
        return new ChatRequest(
                model,
                messages,
                tools,
                choice,
                null,
                config.sampling(),
                config.reasoning(),
                config.format(),
                config.limits(),
                stream,
                new Extras(Protocol.GEMINI, null, null, tier, without(other, "model")));
    }

    /** A token count may wrap the request it counts. */
    private static ProtoJson root(byte[] body) {
        var root = new ProtoJson(Json.request(body), "");
        if (root.has("contents")) {
            return root;
        }
        var wrapped = root.object("generateContentRequest");
        return wrapped == null ? root : new ProtoJson(wrapped.node(), "");
    }

    private static Map<String, RawJson> without(Map<String, RawJson> other, String name) {
        other.remove(name);
        return other;
    }
}
