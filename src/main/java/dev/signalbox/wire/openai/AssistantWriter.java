package dev.signalbox.wire.openai;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.chat.Message;
import dev.signalbox.chat.Part;
import dev.signalbox.chat.Protocol;
import dev.signalbox.chat.Quirk;
import dev.signalbox.chat.ToolKind;
import dev.signalbox.wire.FreeText;
import dev.signalbox.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes one assistant turn: its text, its thoughts where the provider wants them back, its calls. */
final class AssistantWriter {
    private final Target target;

    AssistantWriter(Target target) {
        this.target = target;
    }

    /** Empty when nothing of the turn can be said in this protocol. */
    Optional<ObjectNode> write(Message message) {
        var turn = new Turn();
        message.parts().forEach(turn::add);
        return turn.node();
    }

    private final class Turn {
        private final List<String> texts = new ArrayList<>();
        private final ArrayNode marked = Json.array();
        private final List<String> thoughts = new ArrayList<>();
        private final ArrayNode details = Json.array();
        private final List<String> refusals = new ArrayList<>();
        private final ArrayNode calls = Json.array();
        private final ObjectNode more = Json.object();

        void add(Part part) {
            switch (part) {
                case Part.Text t -> text(t);
                case Part.Refusal r -> refusals.add(r.text());
                case Part.Thinking t -> thought(t);
                case Part.RedactedThinking t
                when target.tellsDetails() -> details.add(ThoughtDetails.sealed(details.size(), t.data()));
                case Part.RedactedThinking t -> lost("thinking");
                case Part.ToolCall c -> calls.add(call(c));
                case Part.Opaque o
                when o.origin() == Protocol.OPENAI_CHAT && o.type().equals("audio") ->
                    more.set("audio", Json.tree(o.raw()));
                case Part.Opaque o -> lost(o.type());
                case Part.Image i -> lost("image");
                case Part.Document d -> lost("document");
                case Part.Audio a -> lost("audio");
                case Part.Video v -> lost("video");
                case Part.Json j -> texts.add(j.value().text());
                case Part.ToolResult r -> lost("tool_result");
                case Part.ServerToolCall c -> lost("server_tool_use");
                case Part.ServerToolResult r -> lost("server_tool_result");
            }
        }

        private void lost(String what) {
            target.losses().addContent(what);
        }

        private void text(Part.Text text) {
            if (text.text().isEmpty()) {
                return;
            }
            texts.add(text.text());
            var node = ContentWriter.typed("text").put("text", text.text());
            target.cache(node, text.cache());
            marked.add(node);
        }

        /**
         * Providers that show their thoughts in Chat take them back there. They are never signed; a signed thought is of
         * another vendor, and the thoughts of clients of other vendors' protocols are theirs. OpenRouter's dialect has them in
         * every form.
         */
        private void thought(Part.Thinking thought) {
            if (target.tellsDetails()) {
                int index = details.size();
                details.add(ThoughtDetails.text(index, thought.text()));
                if (thought.signature() != null) {
                    ThoughtDetails.signature(index, thought.signature())
                            .ifPresentOrElse(details::add, () -> lost("thinking"));
                }
                return;
            }
            boolean shownInChat = thought.signature() == null && target.sameVendor();
            if (target.has(Quirk.THINKING_PARTS) && thought.signature() == null) {
                chunk(thought);
                return;
            }
            if (target.has(Quirk.THINK_TAGS) && thought.signature() == null) {
                texts.add("<think>\n" + thought.text() + "\n</think>\n");
                return;
            }
            boolean wanted = target.has(Quirk.ECHOES_REASONING_CONTENT)
                    || (shownInChat && !target.has(Quirk.NO_REASONING_CONTENT));
            if (wanted && !thought.text().isEmpty()) {
                thoughts.add(thought.text());
            } else {
                lost("thinking");
            }
        }

        private void chunk(Part.Thinking thought) {
            if (!thought.text().isEmpty()) {
                var chunk = ContentWriter.typed("thinking");
                chunk.putArray("thinking").add(ContentWriter.typed("text").put("text", thought.text()));
                marked.add(chunk);
            }
        }

        private ObjectNode call(Part.ToolCall call) {
            boolean custom = call.kind() == ToolKind.CUSTOM;
            var node = Json.object().put("id", Target.callId(call.id()));
            var name = target.names().provided(call.name());
            if (custom && target.sameProtocol()) {
                node.put("type", "custom");
                node.putObject("custom").put("name", name).put("input", call.arguments());
            } else {
                var arguments = custom
                        ? FreeText.wrap(call.arguments()).toString()
                        : call.arguments().isBlank() ? "{}" : call.arguments();
                node.put("type", "function");
                node.putObject("function").put("name", name).put("arguments", arguments);
            }
            target.cache(node, call.cache());
            return node;
        }

        Optional<ObjectNode> node() {
            if (texts.isEmpty() && calls.isEmpty() && refusals.isEmpty() && more.isEmpty()) {
                return Optional.empty();
            }
            var node = Json.object().put("role", "assistant");
            boolean cached = marked.valueStream().anyMatch(Target::cached);
            boolean thinks = marked.valueStream().anyMatch(t -> t.has("thinking"));
            if (cached || thinks) {
                node.set("content", marked);
            } else if (texts.isEmpty()) {
                node.putNull("content");
            } else {
                node.put("content", String.join("\n", texts));
            }
            if (!thoughts.isEmpty()) {
                node.put("reasoning_content", String.join("\n\n", thoughts));
            }
            if (!details.isEmpty()) {
                node.set(ThoughtDetails.FIELD, details);
            }
            if (!refusals.isEmpty()) {
                node.put("refusal", String.join("\n", refusals));
            }
            if (!calls.isEmpty()) {
                node.set("tool_calls", calls);
            }
            node.setAll(more);
            return Optional.of(node);
        }
    }
}
