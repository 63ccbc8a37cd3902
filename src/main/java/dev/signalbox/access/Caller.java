package dev.signalbox.access;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The program behind a request.
 *
 * @param keyId its key; null for a caller on this machine that needs none
 * @param allowedModels what it may ask for, by the names it uses; none named means all, an asterisk at the
 *     end stands for anything
 */
public record Caller(@Nullable UUID keyId, String name, Set<String> allowedModels) {
    /** Somebody on this machine while keys are not required. */
    public static final Caller LOCAL = new Caller(null, "local", Set.of());

    public Caller {
        allowedModels = Set.copyOf(allowedModels);
    }

    /** Whether this caller may ask for the model of that name; a level of thinking in parentheses behind it is no other model. */
    public boolean mayUse(String model) {
        return allowedModels.isEmpty() || allows(model) || allows(withoutLevel(model));
    }

    private static String withoutLevel(String model) {
        int open = model.lastIndexOf('(');
        return open > 0 && model.endsWith(")") ? model.substring(0, open) : model;
    }

    private boolean allows(String model) {
        return allowedModels.contains(model)
                || allowedModels.stream()
                        .anyMatch(a -> a.endsWith("*") && model.startsWith(a.substring(0, a.length() - 1)));
    }
}
