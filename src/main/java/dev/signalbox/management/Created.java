package dev.signalbox.management;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** The answer to a creation: 201, where it is, what it is; never kept by a cache, because it may show a key. */
final class Created {
    private Created() {}

    static Response at(String path, Object entity) {
        return Response.status(Response.Status.CREATED)
                .header(HttpHeaders.LOCATION, path)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(entity)
                .build();
    }
}
