package dev.signalbox.wire.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.chat.ChatRequest;
import dev.signalbox.chat.Extras;
import dev.signalbox.chat.ModelProfile;
import dev.signalbox.chat.Protocol;
import dev.signalbox.chat.Quirk;
import dev.signalbox.chat.ToolChoice;
import dev.signalbox.wire.DocumentForm;
import dev.signalbox.wire.EncodedRequest;
import dev.signalbox.wire.FormatPrompt;
import dev.signalbox.wire.Json;
import dev.signalbox.wire.Logprobs;
import dev.signalbox.wire.Losses;
import dev.signalbox.wire.Losses.Field;
import dev.signalbox.wire.ReadableBlocks;
import dev.signalbox.wire.ToolNames;
import java.util.List;

/** Writes a request as the body of generateContent; the model's name is in the path. */
final class GeminiRequestWriter {
    private static final String STREAMED_ARGUMENTS = "toolConfig.functionCallingConfig.streamFunctionCallArguments";

    private GeminiRequestWriter() {}

    static EncodedRequest write(ChatRequest asked, ModelProfile target) {
        var losses = Losses.of(asked);
        var request = ReadableBlocks.spelledOut(asked, DocumentForm.NAMELESS_FILES, losses);
        if (target.has(Quirk.NO_TOOLS) && !asked.tools().isEmpty()) {
            losses.add(Field.TOOLS);
            request = withoutTools(request);
        }
        if (GeminiConfigWriter.untold(request, target)) {
            request = FormatPrompt.told(request);
        }
        var names = ToolNames.of(request, 64, "[^A-Za-z0-9_.:-]", "_");
        var root = Json.object();
        new GeminiContentWriter(target, names, MediaFields.of(request.extras()), losses)
                .write(request.messages(), root);
        boolean functions = new GeminiToolWriter(request, target, names, losses).write(root);
        var config = new GeminiConfigWriter(request, target, losses).write(functions);
        if (!config.isEmpty()) {
            root.set("generationConfig", config);
        }
        extras(request.extras(), root, losses);
        return EncodedRequest.of(Json.bytes(root), losses.paths(), names.restored(), request.freeTextTools());
    }

    private static ChatRequest withoutTools(ChatRequest r) {
        return new ChatRequest(
                r.model(),
                r.messages(),
                List.of(),
                ToolChoice.AUTO,
                null,
                r.sampling(),
                r.reasoning(),
                r.format(),
                r.limits(),
                r.stream(),
                r.extras());
    }

    private static void extras(Extras extras, ObjectNode root, Losses losses) {
        boolean own = extras.origin() == Protocol.GEMINI;
        losses.addIf(extras.user() != null, Field.USER);
        losses.addIf(extras.promptCacheKey() != null, Field.PROMPT_CACHE_KEY);
        var tier = extras.serviceTier();
        if (tier != null) {
            if (own) {
                root.put("serviceTier", tier);
            } else if (!tier.equals("auto") && !tier.equals("default")) {
                losses.add(Field.SERVICE_TIER);
            }
        }
        var logprobs = own ? null : Logprobs.wish(extras);
        if (logprobs != null) {
            var config = root.withObjectProperty("generationConfig").put("responseLogprobs", true);
            if (logprobs.top() != null && logprobs.top() > 0) {
                config.put("logprobs", logprobs.top());
            }
        }
        extras.other().forEach((path, value) -> {
            if (logprobs != null && logprobs.paths().contains(path)) {
                return;
            }
            var tree = Json.tree(value);
            if (own && path.equals(STREAMED_ARGUMENTS)) {
                losses.add(path); // pieces of arguments by path; whole ones are as good
            } else if (own) {
                if (!MediaFields.holds(path)) {
                    put(root, path, tree);
                }
            } else if (path.equals("generationConfig") && tree instanceof ObjectNode config) {
                fill(root.withObjectProperty(path), config); // a client that knows whom it talks to
            } else if (!path.equals("extra_body") || !saysThinkingOnly(tree)) {
                losses.add(path);
            }
        });
    }

    /** Google's own words in a Chat request, which have been understood. */
    private static boolean saysThinkingOnly(JsonNode extraBody) {
        var google = extraBody.path("google");
        return extraBody.size() == 1 && google.size() == 1 && google.has("thinking_config");
    }

    private static void fill(ObjectNode config, ObjectNode further) {
        further.properties().forEach(field -> config.putIfAbsent(field.getKey(), field.getValue()));
    }

    private static void put(ObjectNode root, String path, JsonNode value) {
        var node = root;
        var rest = path;
        while (rest.startsWith("generationConfig.")
                || rest.startsWith("thinkingConfig.")
                || rest.startsWith("toolConfig.")
                || rest.startsWith("functionCallingConfig.")) {
            int dot = rest.indexOf('.');
            if (node.hasNonNull(rest.substring(0, dot))
                    && !node.get(rest.substring(0, dot)).isObject()) {
                break; // a field whose name only looks like a path
            }
            node = node.withObjectProperty(rest.substring(0, dot));
            rest = rest.substring(dot + 1);
        }
        node.set(rest, value);
    }
}
