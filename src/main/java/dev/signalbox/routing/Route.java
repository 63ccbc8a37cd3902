package dev.signalbox.routing;

import dev.signalbox.chat.Reasoning;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a request may go.
 *
 * @param requested the model as the client named it
 * @param reasoning what a suffix such as {@code (high)} asks for, outranking the body; null without one
 * @param candidates at least one, in the order they are tried
 */
public record Route(String requested, @Nullable Reasoning reasoning, List<Candidate> candidates) {
    public Route {
        candidates = List.copyOf(candidates);
    }
}
