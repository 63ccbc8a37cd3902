package dev.signalbox.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.chat.ChatException;
import dev.signalbox.chat.Failure;
import dev.signalbox.chat.RawJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The one JSON configuration of all codecs: numbers stay exact, key order is kept, nothing is HTML-escaped, nesting is
 * bounded.
 */
public final class Json {
    private static final int MAX_DEPTH = 500;

    /** Buffers are shared: by default each thread keeps its own, which for a virtual thread is as long as its stream. */
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .recyclerPool(JsonRecyclerPools.sharedConcurrentDequePool())
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxStringLength(100_000_000)
                            .maxNumberLength(10_000)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private static final JsonMapper WATCHING =
            MAPPER.rebuild().nodeFactory(new WatchedNodes()).build();

    private Json() {}

    static JsonFactory factory() {
        return MAPPER.getFactory();
    }

    /** A pass over bytes without building a tree. */
    public static JsonParser parser(byte[] bytes, int offset, int length) throws IOException {
        return MAPPER.getFactory().createParser(bytes, offset, length);
    }

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    public static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    /**
     * Reads a client's body into a tree of which {@link WatchedNodes} can say what nobody looked at.
     *
     * @throws ChatException with CLIENT_FAULT when it is not one JSON object
     */
    public static ObjectNode request(byte[] body) {
        try {
            if (WATCHING.readTree(body) instanceof ObjectNode node) {
                return node;
            }
        } catch (IOException e) {
            throw malformed(e);
        } catch (NumberFormatException beyond) {
            throw Failure.badRequest("The request body holds a number whose exponent is beyond all bounds.", null)
                    .asException();
        }
        throw Failure.badRequest("The request body must be a JSON object.", null)
                .asException();
    }

    /** Reads what a provider or a model wrote; empty when it is no JSON. */
    public static Optional<JsonNode> parse(String text) {
        try {
            return Optional.ofNullable(MAPPER.readTree(text)).filter(n -> !n.isMissingNode());
        } catch (JsonProcessingException | NumberFormatException e) { // the latter for exponents beyond all bounds
            return Optional.empty();
        }
    }

    /** Reads what a provider wrote; empty when it is no JSON. */
    public static Optional<JsonNode> parse(byte[] text) {
        try {
            return Optional.ofNullable(MAPPER.readTree(text)).filter(n -> !n.isMissingNode());
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** The tree of a value that was read from JSON before. */
    public static JsonNode tree(RawJson raw) {
        return parse(raw.text()).orElseThrow(() -> new IllegalArgumentException("not JSON"));
    }

    public static RawJson raw(JsonNode node) {
        return new RawJson(node.toString());
    }

    public static byte[] bytes(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The text as a JSON string, quotes included. */
    public static String quote(String text) {
        return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }

    static ChatException malformed(IOException e) {
        var where = "";
        var what = "unreadable text";
        if (e instanceof JsonProcessingException json) {
            what = json.getOriginalMessage().lines().findFirst().orElse("");
            if (json.getLocation() != null) {
                where = " at line " + json.getLocation().getLineNr() + ", column "
                        + json.getLocation().getColumnNr();
            }
        }
        var clipped = what.length() > 200 ? what.substring(0, 200) : what;
        return new ChatException(
                Failure.badRequest("The request body is not valid JSON" + where + ": " + clipped, null), e);
    }

    /** SSE bytes of one event without a name, whose data is this text. */
    public static byte[] sse(String data) {
        return ("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8);
    }

    /** One line of newline-delimited JSON. */
    public static byte[] line(JsonNode node) {
        return (node + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** SSE bytes of one event: an {@code event:} line unless the name is empty, then one {@code data:} line. */
    public static byte[] sse(String event, JsonNode data) {
        var head = event.isEmpty() ? "" : "event: " + event + "\n";
        return (head + "data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8);
    }
}
