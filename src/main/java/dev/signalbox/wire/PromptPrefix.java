package dev.signalbox.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A fingerprint of how a conversation begins: the system prompt and everything up to the first thing the user said. It stays
 * the same while the conversation grows, whatever cache marks move along with it. Only the beginning of each text counts, read
 * from the bytes as they are.
 */
final class PromptPrefix {
    private static final int LONGEST = 512;
    private static final long BASIS = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private final JsonParser parser;
    private final byte[] body;
    private long system = BASIS;
    private long messages = BASIS;
    private boolean asked;

    PromptPrefix(JsonParser parser, byte[] body) {
        this.parser = parser;
        this.body = body;
    }

    /** The system prompt, at its value. */
    void system(JsonToken value) throws IOException {
        system = value == JsonToken.VALUE_STRING ? text(system) : tree(value, system);
    }

    /** The messages, at their value: a list, or a text that the user said. */
    void messages(JsonToken value) throws IOException {
        if (value == JsonToken.VALUE_STRING) {
            messages = text(messages);
            asked = true;
            return;
        }
        if (value != JsonToken.START_ARRAY) {
            parser.skipChildren();
            return;
        }
        for (var token = parser.nextToken();
                token != JsonToken.END_ARRAY && token != null;
                token = parser.nextToken()) {
            if (asked) {
                parser.skipChildren();
            } else {
                messages = tree(token, messages);
            }
        }
    }

    /** Null when no user has said anything. */
    @Nullable
    String fingerprint() {
        return asked ? HexFormat.of().toHexDigits(system * 31 + messages) : null;
    }

    private long tree(JsonToken start, long hash) throws IOException {
        if (!start.isStructStart()) {
            return start == JsonToken.VALUE_STRING ? text(hash) : hash;
        }
        long sum = hash;
        for (int depth = 1; depth > 0; ) {
            var token = parser.nextToken();
            if (token == null) {
                return sum;
            }
            if (token.isStructStart()) {
                depth++;
            } else if (token.isStructEnd()) {
                depth--;
            } else if (token == JsonToken.FIELD_NAME) {
                field(parser.currentName(), depth);
            } else if (token == JsonToken.VALUE_STRING) {
                sum = text(sum);
            }
        }
        return sum;
    }

    /** Passes by what moves through a conversation without being part of it, and notes who speaks. */
    private void field(String name, int depth) throws IOException {
        if (name.equals("cache_control")) {
            parser.nextToken();
            parser.skipChildren();
        } else if (depth == 1 && name.equals("role") && parser.nextToken() == JsonToken.VALUE_STRING) {
            asked |= parser.getText().equals("user");
        }
    }

    private long text(long hash) {
        long sum = hash;
        int i = (int) parser.currentTokenLocation().getByteOffset() + 1;
        for (int end = Math.min(body.length, i + LONGEST); i < end && body[i] != '"'; i++) {
            sum = (sum ^ (body[i] & 0xff)) * PRIME;
            if (body[i] == '\\' && ++i < end) {
                sum = (sum ^ (body[i] & 0xff)) * PRIME;
            }
        }
        return (sum ^ 0x1f) * PRIME;
    }
}
