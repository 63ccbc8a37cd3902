package dev.signalbox.wire.ollama;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.chat.CacheControl;
import dev.signalbox.chat.ChatRequest;
import dev.signalbox.chat.Media;
import dev.signalbox.chat.Message;
import dev.signalbox.chat.Part;
import dev.signalbox.chat.Protocol;
import dev.signalbox.chat.Role;
import dev.signalbox.chat.ToolKind;
import dev.signalbox.wire.BillingHeader;
import dev.signalbox.wire.FreeText;
import dev.signalbox.wire.Json;
import dev.signalbox.wire.Losses;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the conversation as Ollama's messages: text as one string, pictures beside it, each result a tool message. */
final class OllamaMessageWriter {
    /** Without a message the server only loads the model. */
    private static final String PLACEHOLDER = "Continue.";

    private final ChatRequest request;
    private final Losses losses;
    private final ArrayNode messages = Json.array();

    private final Map<String, String> called = new HashMap<>();

    OllamaMessageWriter(ChatRequest request, Losses losses) {
        this.request = request;
        this.losses = losses;
    }

    ArrayNode messages() {
        request.messages().forEach(this::message);
        if (messages.isEmpty()) {
            messages.addObject().put("role", "user").put("content", PLACEHOLDER);
        }
        return messages;
    }

    private void message(Message message) {
        if (message.name() != null) {
            losses.addContent("name");
        }
        var rest = new ArrayList<Part>();
        for (var part : message.parts()) {
            if (part instanceof Part.ToolResult result) {
                result(result);
            } else if (!BillingHeader.is(part)) {
                rest.add(part);
            }
        }
        var turn = new Turn();
        rest.forEach(turn::add);
        if (!turn.empty()) {
            messages.add(turn.node(role(message.role())));
        }
    }

    private static String role(Role role) {
        return switch (role) {
            case SYSTEM, DEVELOPER -> "system";
            case USER -> "user";
            case ASSISTANT -> "assistant";
        };
    }

    private void result(Part.ToolResult result) {
        if (result.isError()) {
            losses.addContent("is_error");
        }
        cache(result.cache());
        var turn = new Turn();
        result.content().forEach(turn::add);
        var node = turn.node("tool");
        var name = result.name() == null ? called.get(result.callId()) : result.name();
        if (name != null) {
            node.put("tool_name", name);
        }
        messages.add(node.put("tool_call_id", result.callId()));
    }

    private void cache(@Nullable CacheControl cache) {
        losses.addIf(cache != null, Losses.Field.CACHE_CONTROL);
    }

    private final class Turn {
        private final List<String> texts = new ArrayList<>();
        private final ArrayNode images = Json.array();
        private final List<String> thoughts = new ArrayList<>();
        private final ArrayNode calls = Json.array();

        void add(Part part) {
            switch (part) {
                case Part.Text t -> {
                    cache(t.cache());
                    texts.add(t.text());
                }
                case Part.Refusal r -> texts.add(r.text());
                case Part.Json j -> texts.add(j.value().text());
                case Part.Image i -> image(i);
                case Part.Document d -> document(d);
                case Part.Thinking t -> thought(t);
                case Part.ToolCall c -> {
                    called.put(c.id(), c.name());
                    calls.add(call(c));
                }
                case Part.Audio a -> losses.addContent("audio");
                case Part.Video v -> losses.addContent("video");
                case Part.RedactedThinking t -> losses.addContent("thinking");
                case Part.ToolResult r -> losses.addContent("tool_result");
                case Part.ServerToolCall c -> losses.addContent("server_tool_use");
                case Part.ServerToolResult r -> losses.addContent("server_tool_result");
                case Part.Opaque o -> losses.addContent(o.type());
            }
        }

        private void image(Part.Image image) {
            cache(image.cache());
            if (image.detail() != null && !image.detail().equals("auto")) {
                losses.addContent("detail");
            }
            if (image.media() instanceof Media.Inline inline) {
                images.add(inline.base64());
            } else {
                losses.addContent("image");
            }
        }

        private void document(Part.Document document) {
            cache(document.cache());
            var type = document.media().mimeType();
            if (document.media() instanceof Media.Inline inline && type != null && type.startsWith("text/")) {
                try {
                    texts.add(new String(Base64.getDecoder().decode(inline.base64()), StandardCharsets.UTF_8));
                    return;
                } catch (IllegalArgumentException e) {
                    losses.addContent("document");
                    return;
                }
            }
            losses.addContent("document");
        }

        /** Only thoughts that came without a signature are the open models' own. */
        private void thought(Part.Thinking thought) {
            var origin = request.extras().origin();
            boolean open =
                    origin == Protocol.OLLAMA || origin == Protocol.OPENAI_CHAT || origin == Protocol.OPENAI_RESPONSES;
            if (open && thought.signature() == null) {
                thoughts.add(thought.text());
            } else {
                losses.addContent("thinking");
            }
        }

        private JsonNode call(Part.ToolCall call) {
            cache(call.cache());
            var node = Json.object().put("id", call.id());
            var function = node.putObject("function").put("name", call.name());
            boolean custom = call.kind() == ToolKind.CUSTOM;
            function.set("arguments", custom ? FreeText.wrap(call.arguments()) : Arguments.of(call.arguments()));
            return node;
        }

        boolean empty() {
            return texts.isEmpty() && images.isEmpty() && calls.isEmpty() && thoughts.isEmpty();
        }

        ObjectNode node(String role) {
            var node = Json.object().put("role", role).put("content", String.join("\n", texts));
            if (!thoughts.isEmpty()) {
                node.put("thinking", String.join("\n\n", thoughts));
            }
            if (!images.isEmpty()) {
                node.set("images", images);
            }
            if (!calls.isEmpty()) {
                node.set("tool_calls", calls);
            }
            return node;
        }
    }
}
