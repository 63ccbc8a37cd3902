package dev.signalbox.management;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import org.jspecify.annotations.Nullable;

/**
 * The body of an error, as in RFC 9457; {@code field} names what was wrong in the request.
 *
 * @param type a URI for the kind of problem; {@code about:blank} when the status says it all
 */
@JsonbPropertyOrder({"type", "title", "status", "detail", "field"})
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        @Nullable String field) {
    /** The media type of this body. */
    public static final String MEDIA_TYPE = "application/problem+json";
}
