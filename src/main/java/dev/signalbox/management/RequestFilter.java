package dev.signalbox.management;

import dev.signalbox.usage.UsageFilter;
import dev.signalbox.usage.UsageStatus;
import jakarta.ws.rs.QueryParam;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which requests a list is asked for: {@code ?status=&provider=&model=&account=&key=}, each of them optional. */
public final class RequestFilter {
    private final @Nullable String status;
    private final @Nullable String provider;
    private final @Nullable String model;
    private final @Nullable String account;
    private final @Nullable String key;

    /** Built by JAX-RS for a {@code @BeanParam}. */
    public RequestFilter(
            @QueryParam("status") @Nullable String status,
            @QueryParam("provider") @Nullable String provider,
            @QueryParam("model") @Nullable String model,
            @QueryParam("account") @Nullable String account,
            @QueryParam("key") @Nullable String key) {
        this.status = status;
        this.provider = provider;
        this.model = model;
        this.account = account;
        this.key = key;
    }

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
