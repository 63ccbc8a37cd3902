package dev.signalbox.api;

import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Optional;

/** The API key as clients of all protocols present it. */
final class PresentedKey {
    private PresentedKey() {}

    static Optional<String> of(ContainerRequestContext request) {
        return header(request, "x-api-key")
                .or(() -> header(request, "x-goog-api-key"))
                .or(() -> header(request, "Authorization").flatMap(PresentedKey::bearer))
                .or(() -> Optional.ofNullable(
                        request.getUriInfo().getQueryParameters().getFirst("key")))
                .map(String::strip)
                .filter(key -> !key.isEmpty());
    }

    private static Optional<String> header(ContainerRequestContext request, String name) {
        return Optional.ofNullable(request.getHeaderString(name)).filter(v -> !v.isBlank());
    }

    private static Optional<String> bearer(String value) {
        return value.regionMatches(true, 0, "Bearer ", 0, 7) ? Optional.of(value.substring(7)) : Optional.empty();
    }
}
