package dev.signalbox.api;

import dev.signalbox.Service;
import dev.signalbox.chat.Failure;
import dev.signalbox.chat.Protocol;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/**
 * Reads request bodies of at most {@code signalbox.max-request-bytes} (32 MiB), plain, gzipped or deflated, of a JSON content type. To Ollama's
 * paths a body may come as what curl calls it when nobody says, as in Ollama's own documentation; but not from a browser, which sends
 * that type to any site without asking it first.
 */
@Service
class RequestBodies {
    private static final int DEFAULT_LIMIT = 32 << 20;
    private static final int PIECE = 1 << 20;
    private static final int GZIP = 0x1f8b;
    private static final int DEFLATED = 0x78;
    private static final String UNNAMED = "application/x-www-form-urlencoded";

    private final int limit;
    private final BodyRoom room;

    @Inject
    RequestBodies(Config config, BodyRoom room) {
        this.room = room;
        limit = config.getOptionalValue("signalbox.max-request-bytes", Integer.class)
                .orElse(DEFAULT_LIMIT);
    }

    /** Room for one body, to be given back when its request has been answered. */
    BodyRoom.Lease room() {
        return room.lease();
    }

    /** @throws dev.signalbox.chat.ChatException with 400, 413, 415, or 503 when there is no room for it */
    byte[] read(Protocol protocol, HttpServletRequest request, BodyRoom.Lease room) {
        refuseOtherTypes(request.getContentType(), protocol == Protocol.OLLAMA && request.getHeader("Origin") == null);
        if (request.getContentLengthLong() > limit) {
            throw tooLarge();
        }
        room.grow(request.getContentLengthLong());
        try (InputStream in = decoded(request)) {
            return read(in, room);
        } catch (ZipException e) {
            throw Failure.badRequest("The request body is not what its content encoding says.", null)
                    .asException();
        } catch (IOException e) {
            throw Failure.badRequest("The request body broke off before it was complete.", null)
                    .asException();
        }
    }

    /** A body whose length is not known asks for more room as it grows. */
    private byte[] read(InputStream in, BodyRoom.Lease room) throws IOException {
        var body = in.readNBytes(PIECE);
        if (body.length < PIECE) {
            return body;
        }
        var whole = new ByteArrayOutputStream(2 * PIECE);
        while (body.length > 0) {
            if (whole.size() + body.length > limit) {
                throw tooLarge();
            }
            room.grow(whole.size() + body.length);
            whole.writeBytes(body);
            body = in.readNBytes(PIECE);
        }
        return whole.toByteArray();
    }

    /** Some containers unpack bodies themselves and leave the header as it was: the first bytes tell. */
    private static InputStream decoded(HttpServletRequest request) throws IOException {
        var encoding = request.getHeader("Content-Encoding");
        var name = encoding == null ? "identity" : encoding.strip().toLowerCase(Locale.ROOT);
        return switch (name) {
            case "identity", "" -> request.getInputStream();
            case "gzip", "x-gzip", "deflate" -> unpacked(request.getInputStream());
            default ->
                throw unsupported(
                        "The content encoding '" + encoding + "' is not supported; send the body plain or gzipped.");
        };
    }

    static InputStream unpacked(InputStream body) throws IOException {
        var start = new PushbackInputStream(body, 2);
        var two = start.readNBytes(2);
        start.unread(two);
        int first = two.length < 2 ? -1 : ((two[0] & 0xff) << 8) | (two[1] & 0xff);
        if (first == GZIP) {
            return new GZIPInputStream(start);
        }
        boolean zlib = first >> 8 == DEFLATED && first % 31 == 0;
        return zlib ? new InflaterInputStream(start) : start;
    }

    private static void refuseOtherTypes(@Nullable String type, boolean unnamed) {
        if (type == null) {
            return;
        }
        var bare = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        boolean json = bare.equals("application/json") || bare.endsWith("+json");
        if (!json && !(unnamed && bare.equals(UNNAMED))) {
            throw unsupported("The content type '" + bare + "' is not supported; send application/json.");
        }
    }

    private static RuntimeException unsupported(String message) {
        return Failure.of(Failure.Kind.CLIENT_FAULT, 415, message).asException();
    }

    private RuntimeException tooLarge() {
        return new Failure(
                        Failure.Kind.CLIENT_FAULT,
                        413,
                        "The request body is larger than " + (limit >> 20) + " MiB.",
                        "request_too_large",
                        null,
                        null)
                .asException();
    }
}
