package dev.signalbox.wire.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.chat.ChatEvent;
import dev.signalbox.chat.Signature;
import dev.signalbox.chat.ToolKind;
import dev.signalbox.wire.CallIds;
import dev.signalbox.wire.EncodedRequest;
import dev.signalbox.wire.FreeText;
import dev.signalbox.wire.Json;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Puts the tool calls of one choice together. A call starts when id and name are known; those that never get an id or a name
 * start at the end, in the order of their indexes, and what holds nothing at all is left out.
 */
final class CallsReader {
    private final int choice;
    private final String answerId;
    private final EncodedRequest sent;
    private final IntSupplier nextPart;
    private final Consumer<ChatEvent> out;
    private final TreeMap<Integer, Call> calls = new TreeMap<>();
    private int last = -1;

    CallsReader(int choice, String answerId, EncodedRequest sent, IntSupplier nextPart, Consumer<ChatEvent> out) {
        this.choice = choice;
        this.answerId = answerId;
        this.sent = sent;
        this.nextPart = nextPart;
        this.out = out;
    }

    /** The calls in one piece: of several without an index each is a call of its own. */
    void read(JsonNode deltas) {
        int position = 0;
        for (var delta : deltas) {
            read(delta, position++ > 0);
        }
    }

    private void read(JsonNode delta, boolean further) {
        var call = find(delta, further);
        call.custom |= delta.path("custom").isObject();
        call.signature(delta.at("/extra_content/google/thought_signature").asText(""));
        var body = delta.path("custom").isObject() ? delta.path("custom") : delta.path("function");
        call.named(delta.path("id").asText(""), body.path("name").asText(""));
        var arguments = body.path(call.custom ? "input" : "arguments");
        call.arguments(arguments.isTextual() || arguments.isNull() ? arguments.asText("") : text(arguments));
    }

    private static String text(JsonNode arguments) {
        return arguments.isMissingNode() ? "" : arguments.toString();
    }

    void readLegacy(JsonNode function) {
        var call = calls.computeIfAbsent(0, Call::new);
        call.named(
                call.id.isEmpty() ? CallIds.made(answerId, choice, 0) : call.id,
                function.path("name").asText(""));
        call.arguments(function.path("arguments").asText(""));
    }

    /** By index; servers that count badly repeat an index with a new id or name, or give none. */
    private Call find(JsonNode delta, boolean further) {
        var id = delta.path("id").asText("");
        var name =
                delta.at("/function/name").asText("") + delta.at("/custom/name").asText("");
        boolean fresh = !name.isEmpty() && (!id.isEmpty() || further);
        int index = delta.path("index").isInt() ? delta.path("index").asInt() : fresh || last < 0 ? last + 1 : last;
        var call = calls.get(index);
        boolean anotherId = call != null && !call.id.isEmpty() && !id.isEmpty() && !call.id.equals(id);
        boolean another = call != null && id.isEmpty() && delta.path("function").has("arguments") && call.complete();
        if (!name.isEmpty() && (anotherId || another)) {
            index = calls.lastKey() + 1;
        }
        last = index;
        return calls.computeIfAbsent(index, Call::new);
    }

    boolean any() {
        return calls.values().stream().anyMatch(c -> !c.empty());
    }

    /** Closes the calls whose arguments are complete, because something else begins. */
    void closeComplete() {
        calls.values().forEach(Call::closeIfComplete);
    }

    /** Starts what waited, closes everything; whether there were calls. A cut call keeps the arguments it has. */
    boolean finish(boolean cut) {
        for (var call : calls.values()) {
            if (!call.started && !call.empty()) {
                call.start();
            }
            call.close(cut);
        }
        return calls.values().stream().anyMatch(c -> c.started);
    }

    private final class Call {
        private final int index;
        private final StringBuilder arguments = new StringBuilder();
        private final FreeText freeText = new FreeText();
        private String id = "";
        private String name = "";
        private boolean custom;
        private boolean wrapped;
        private boolean started;
        private boolean closed;
        private int part;
        private @Nullable String signature;

        Call(int index) {
            this.index = index;
        }

        boolean empty() {
            return id.isEmpty() && name.isEmpty() && arguments.isEmpty();
        }

        void signature(String value) {
            if (value.isEmpty() || closed) {
                return;
            }
            signature = value;
            if (started) {
                sign(value);
            }
        }

        private void sign(String value) {
            out.accept(new ChatEvent.SignatureAdded(part, new Signature(Signature.GOOGLE, value)));
        }

        void named(String givenId, String givenName) {
            id = id.isEmpty() ? givenId : id;
            name = name.isEmpty() ? givenName : name;
            if (!started && !id.isEmpty() && !name.isEmpty()) {
                start();
            }
        }

        void start() {
            closeComplete();
            started = true;
            part = nextPart.getAsInt();
            var clientName = name.isEmpty() ? "tool_" + index : sent.clientName(name);
            wrapped = !custom && sent.kind(clientName) == ToolKind.CUSTOM;
            var kind = custom || wrapped ? ToolKind.CUSTOM : ToolKind.FUNCTION;
            var callId = id.isEmpty() ? CallIds.made(answerId, choice, index) : id;
            out.accept(new ChatEvent.ToolCallStarted(part, callId, clientName, kind));
            if (signature != null) {
                sign(signature);
            }
            emit(arguments.toString());
        }

        void arguments(String text) {
            if (closed) {
                return;
            }
            arguments.append(text);
            if (started) {
                emit(text);
            }
        }

        private void emit(String text) {
            var plain = wrapped ? freeText.feed(text) : text;
            if (!plain.isEmpty()) {
                out.accept(new ChatEvent.ToolArgumentsDelta(part, plain));
            }
        }

        void closeIfComplete() {
            if (started && !closed && complete()) {
                close(false);
            }
        }

        /** Whether the arguments are all there. */
        boolean complete() {
            return !custom
                    && arguments.toString().stripTrailing().endsWith("}")
                    && Json.parse(arguments.toString()).isPresent();
        }

        void close(boolean cut) {
            if (!started || closed) {
                return;
            }
            closed = true;
            var rest = wrapped ? freeText.end() : "";
            boolean none = !custom && !wrapped && !cut && arguments.toString().isBlank();
            if (none || !rest.isEmpty()) {
                out.accept(new ChatEvent.ToolArgumentsDelta(part, none ? "{}" : rest));
            }
            out.accept(new ChatEvent.PartFinished(part));
        }
    }
}
