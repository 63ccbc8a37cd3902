package dev.signalbox.access;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The program behind a request.
 *
 * @param keyId its key; null for a caller on this machine that needs none
 * @param allowedModels what it may ask for, by the names it uses; none named means all
 */
public record Caller(@Nullable UUID keyId, String name, Set<String> allowedModels) {
    /** Somebody on this machine while keys are not required. */
    public static final Caller LOCAL = new Caller(null, "local", Set.of());

    public Caller {
        allowedModels = Set.copyOf(allowedModels);
    }

    /** Whether this caller may ask for the model of that name. */
    public boolean mayUse(String model) {
        return allowedModels.isEmpty() || allowedModels.contains(model);
    }
}
