package dev.signalbox.management;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.stream.JsonParser;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** Reads a body of the management API: a JSON object in UTF-8 of bounded size. */
@Provider
@Consumes(MediaType.APPLICATION_JSON)
public class InputReader implements MessageBodyReader<Input> {
    static final int LARGEST = 4 << 20;

    @Override
    public boolean isReadable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return type == Input.class;
    }

    @Override
    public Input readFrom(
            Class<Input> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream body)
            throws IOException {
        var bytes = read(headers.getFirst("Content-Encoding"), body);
        if (bytes.length > LARGEST) {
            throw ProblemException.tooLarge("The body is larger than %d bytes".formatted(LARGEST));
        }
        return new Input(parse(bytes));
    }

    /** No further than one byte over the limit, whatever a zipped body may grow to. */
    private static byte[] read(@Nullable String encoding, InputStream body) throws IOException {
        boolean zipped =
                encoding != null && encoding.strip().toLowerCase(Locale.ROOT).endsWith("gzip");
        try {
            return (zipped ? new GZIPInputStream(body) : body).readNBytes(LARGEST + 1);
        } catch (ZipException | EOFException broken) {
            throw ProblemException.badRequest("The body is not what its content encoding says");
        }
    }

    static JsonObject parse(byte[] bytes) {
        if (bytes.length == 0) {
            throw ProblemException.badRequest("The body is empty; a JSON object is expected");
        }
        checkUtf8(bytes);
        try (var parser = Json.createParserFactory(Map.of())
                .createParser(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8)) {
            if (parser.next() != JsonParser.Event.START_OBJECT) {
                throw ProblemException.badRequest("The body must be a JSON object");
            }
            var object = parser.getObject();
            if (parser.hasNext()) {
                throw ProblemException.badRequest("The body must be one JSON object");
            }
            return object;
        } catch (ProblemException problem) {
            throw problem;
        } catch (RuntimeException malformed) {
            // the parser's limits (depth, digits of a number) come as other exceptions than its syntax errors
            throw ProblemException.badRequest("The body is not JSON");
        }
    }

    private static void checkUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
        } catch (CharacterCodingException invalid) {
            throw ProblemException.badRequest("The body is not UTF-8");
        }
    }
}
