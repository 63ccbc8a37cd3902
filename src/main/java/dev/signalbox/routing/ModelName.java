package dev.signalbox.routing;

import dev.signalbox.chat.Effort;
import dev.signalbox.chat.Reasoning;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A model's name as clients write it, with what a suffix says about thinking: {@code model(high)}, {@code model(8192)}.
 *
 * @param base the name without the suffix
 * @param reasoning what the suffix asks for; null when it asks for nothing we know
 */
record ModelName(String base, @Nullable Reasoning reasoning) {

    /** Takes the suffix off, from the last opening parenthesis to a final closing one; empty when there is none. */
    static Optional<ModelName> withSuffix(String name) {
        int open = name.lastIndexOf('(');
        if (open <= 0 || !name.endsWith(")")) {
            return Optional.empty();
        }
        return Optional.of(
                new ModelName(name.substring(0, open), reasoning(name.substring(open + 1, name.length() - 1))));
    }

    private static @Nullable Reasoning reasoning(String value) {
        var effort = Effort.of(value.strip());
        if (effort.isPresent()) {
            return Reasoning.of(effort.get());
        }
        if (value.equals("-1")) {
            return Reasoning.of(Effort.AUTO);
        }
        if (!value.matches("\\d{1,9}")) {
            return null;
        }
        int budget = Integer.parseInt(value);
        return budget == 0 ? Reasoning.of(Effort.NONE) : Reasoning.ofBudget(budget);
    }
}
