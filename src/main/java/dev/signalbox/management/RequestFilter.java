package dev.signalbox.management;

import dev.signalbox.usage.UsageFilter;
import dev.signalbox.usage.UsageStatus;
import jakarta.ws.rs.QueryParam;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which requests a list is asked for: {@code ?status=&provider=&model=&account=&key=}, each of them optional. */
public final class RequestFilter {
    @QueryParam("status")
    private @Nullable String status;

    @QueryParam("provider")
    private @Nullable String provider;

    @QueryParam("model")
    private @Nullable String model;

    @QueryParam("account")
    private @Nullable String account;

    @QueryParam("key")
    private @Nullable String key;

    /** JAX-RS fills a {@code @BeanParam} by its fields. */
    public RequestFilter() {}

    UsageFilter asked() {
        return new UsageFilter(status(), provider, model, id("account", account), id("key", key));
    }

    private @Nullable UsageStatus status() {
        if (status == null) {
            return null;
        }
        return Arrays.stream(UsageStatus.values())
                .filter(known -> known.id().equals(status))
                .findFirst()
                .orElseThrow(() -> ProblemException.invalid(
                        "status", "must be started, succeeded, failed, cancelled or interrupted"));
    }

    private static @Nullable UUID id(String field, @Nullable String text) {
        try {
            return text == null ? null : UUID.fromString(text);
        } catch (IllegalArgumentException noId) {
            throw ProblemException.invalid(field, "must be an id");
        }
    }
}
