package dev.signalbox.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.chat.ChatRequest;
import java.io.IOException;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes objects that remember which of their fields were looked at. What the reader of a request never looked at cannot have
 * been translated, so it is named as a loss wherever the request is not sent as it came.
 */
public final class WatchedNodes extends JsonNodeFactory {
    private static final long serialVersionUID = 1L;

    WatchedNodes() {
        super(true);
    }

    @Override
    public ObjectNode objectNode() {
        return new Watched(this);
    }

    /** The request with the fields of its body that nobody has looked at by now. */
    public static ChatRequest noting(JsonNode body, ChatRequest read) {
        var paths = new LinkedHashSet<String>();
        collect(body, "", paths);
        return paths.isEmpty() ? read : read.withExtras(read.extras().withUnread(paths));
    }

    /**
     * Adds the dotted paths of what nobody looked at. Elements of arrays share their array's path, so that a long conversation
     * names a field once. Fields that ask for nothing are left out, and types that a reader took for granted.
     */
    private static void collect(JsonNode node, String path, Set<String> paths) {
        if (node instanceof Watched object) {
            for (var field : object.unwatched().entrySet()) {
                var at = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
                if (object.wasRead(field.getKey())) {
                    collect(field.getValue(), at, paths);
                } else if (!field.getKey().equals("type")
                        && !Losses.asksForNothing(field.getValue().toString())) {
                    paths.add(at);
                }
            }
        } else if (node.isArray()) {
            node.forEach(element -> collect(element, path, paths));
        }
    }

    @SuppressWarnings("unchecked") // deepCopy, as the parent has it
    private static final class Watched extends ObjectNode {
        private static final long serialVersionUID = 1L;

        private transient @Nullable Set<String> read;
        private transient boolean whole;

        Watched(JsonNodeFactory factory) {
            super(factory);
        }

        boolean wasRead(String name) {
            return whole || (read != null && read.contains(name));
        }

        /** What is in it, without this being taken for a look. */
        Map<String, JsonNode> unwatched() {
            return whole ? Map.of() : _children;
        }

        private void reading(String name) {
            if (read == null) {
                read = HashSet.newHashSet(_children.size());
            }
            read.add(name);
        }

        private void readingAll() {
            _children.keySet().forEach(this::reading);
        }

        @Override
        public JsonNode get(String name) {
            reading(name);
            return super.get(name);
        }

        @Override
        public JsonNode path(String name) {
            reading(name);
            return super.path(name);
        }

        @Override
        public Set<Map.Entry<String, JsonNode>> properties() {
            readingAll();
            return super.properties();
        }

        @Override
        public Iterator<JsonNode> elements() {
            readingAll();
            return super.elements();
        }

        @Override
        public void serialize(JsonGenerator to, SerializerProvider provider) throws IOException {
            whole = true;
            super.serialize(to, provider);
        }
    }
}
