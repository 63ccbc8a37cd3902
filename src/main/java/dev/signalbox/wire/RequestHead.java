package dev.signalbox.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.signalbox.chat.ChatException;
import dev.signalbox.chat.Failure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What routing needs of a request body, found in one pass without building a tree: the model, whether a stream is asked for,
 * and where the model's name stands, so that it can be replaced and every other byte left as it is.
 *
 * @param model null when the body names none
 * @param stream null when the body does not say
 * @param store whether the answer is to be kept, null when the body does not say
 * @param previous the response that the request goes on from, null when it names none
 * @param conversation what tells the conversation from others and stays while it grows: the id the client gives it, else a
 *     fingerprint of its beginning; null when there is neither
 */
public record RequestHead(
        @Nullable String model,
        @Nullable Boolean stream,
        @Nullable Boolean store,
        @Nullable String previous,
        int modelStart,
        int modelEnd,
        @Nullable String conversation) {

    /**
     * Reads the head of a body.
     *
     * @throws ChatException with CLIENT_FAULT when the body is not one JSON object in UTF-8, or a field has the wrong type
     */
    public static RequestHead of(byte[] body) {
        try (JsonParser parser = Json.factory().createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw Failure.badRequest("The request body must be a JSON object.", null)
                        .asException();
            }
            return fields(parser, body);
        } catch (IOException e) {
            throw Json.malformed(e);
        }
    }

    private static RequestHead fields(JsonParser parser, byte[] body) throws IOException {
        String model = null;
        Boolean stream = null;
        Boolean store = null;
        String previous = null;
        int start = -1;
        int end = -1;
        String id = null;
        var prefix = new PromptPrefix(parser, body);
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            var name = parser.currentName();
            var value = parser.nextToken();
            switch (name) {
                case "model" -> {
                    if (value != JsonToken.VALUE_STRING) {
                        throw Failure.badRequest("'model' must be a string.", "model")
                                .asException();
                    }
                    start = (int) parser.currentTokenLocation().getByteOffset();
                    model = parser.getText();
                    end = endOfString(body, start);
                }
                case "stream" -> {
                    if (!value.isBoolean() && value != JsonToken.VALUE_NULL) {
                        throw Failure.badRequest("'stream' must be a boolean.", "stream")
                                .asException();
                    }
                    stream = value == JsonToken.VALUE_NULL ? null : Boolean.valueOf(parser.getBooleanValue());
                }
                case "store" -> {
                    store = value.isBoolean() ? Boolean.valueOf(parser.getBooleanValue()) : null;
                    parser.skipChildren();
                }
                case "previous_response_id" -> {
                    previous = value == JsonToken.VALUE_STRING ? parser.getText() : null;
                    parser.skipChildren();
                }
                case "prompt_cache_key" -> id = value == JsonToken.VALUE_STRING ? parser.getText() : id;
                case "metadata" -> id = id == null ? userId(parser, value) : skipped(parser, id);
                case "system", "instructions", "systemInstruction", "system_instruction" -> prefix.system(value);
                case "messages", "input", "contents" -> prefix.messages(value);
                default -> parser.skipChildren();
            }
        }
        if (parser.nextToken() != null) {
            throw Failure.badRequest("The request body must be one JSON object, and something follows it.", null)
                    .asException();
        }
        return new RequestHead(model, stream, store, previous, start, end, id == null ? prefix.fingerprint() : id);
    }

    private static String skipped(JsonParser parser, String id) throws IOException {
        parser.skipChildren();
        return id;
    }

    /** Anthropic's clients name user and session in {@code metadata.user_id}. */
    private static @Nullable String userId(JsonParser parser, JsonToken value) throws IOException {
        if (value != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return null;
        }
        String id = null;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean wanted = parser.currentName().equals("user_id");
            if (parser.nextToken() == JsonToken.VALUE_STRING && wanted) {
                id = parser.getText();
            }
            parser.skipChildren();
        }
        return id;
    }

    private static int endOfString(byte[] body, int start) {
        int i = start + 1;
        while (body[i] != '"') {
            i += body[i] == '\\' ? 2 : 1;
        }
        return i + 1;
    }

    /** The body with the model's name replaced and every other byte as it was. */
    public byte[] withModel(byte[] body, String other) {
        if (modelStart < 0 || other.equals(model)) {
            return body;
        }
        var out = new ByteArrayOutputStream(body.length + other.length() + 8);
        out.write(body, 0, modelStart);
        out.writeBytes(Json.quote(other).getBytes(StandardCharsets.UTF_8));
        out.write(body, modelEnd, body.length - modelEnd);
        return out.toByteArray();
    }
}
