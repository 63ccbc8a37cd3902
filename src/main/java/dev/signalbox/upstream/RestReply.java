package dev.signalbox.upstream;

import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A reply that comes over HTTP. */
final class RestReply implements Reply {
    private final Response response;
    private final InputStream body;
    private final Map<String, String> headers;
    private boolean ended;

    /** @param clock for an answer that does not say when it was given: what it says of time is then meant from now */
    RestReply(Response response, Clock clock) {
        this.response = response;
        this.headers = headers(response.getStringHeaders(), clock);
        this.body = response.hasEntity()
                ? new Unzipped(response.readEntity(InputStream.class))
                : InputStream.nullInputStream();
    }

    static Map<String, String> headers(Map<String, List<String>> told, Clock clock) {
        var headers = new HashMap<String, String>();
        told.forEach((name, values) -> {
            if (!values.isEmpty()) {
                headers.put(name.toLowerCase(Locale.ROOT), values.getFirst());
            }
        });
        headers.computeIfAbsent(
                "date",
                date -> DateTimeFormatter.RFC_1123_DATE_TIME.format(
                        clock.instant().atOffset(ZoneOffset.UTC)));
        return Map.copyOf(headers);
    }

    @Override
    public int status() {
        return response.getStatus();
    }

    @Override
    public Map<String, String> headers() {
        return headers;
    }

    @Override
    public int read(byte[] buffer) throws IOException {
        int n = body.read(buffer);
        ended |= n < 0;
        return n;
    }

    /**
     * Closing a REST client's response reads the rest of the body, which would be tokens paid for nobody. Interrupting the
     * virtual thread first makes its socket close at once.
     */
    @Override
    public void close() {
        if (ended) {
            response.close();
            return;
        }
        boolean interrupted = Thread.interrupted();
        Thread.currentThread().interrupt();
        try {
            response.close();
        } catch (RuntimeException alreadyGone) {
            System.getLogger(RestReply.class.getName())
                    .log(System.Logger.Level.TRACE, "closing a dropped connection", alreadyGone);
        } finally {
            Thread.interrupted();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
