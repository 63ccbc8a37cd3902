package dev.signalbox.wire.gemini;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gives function calls ids where a Gemini client sent none, and finds the call that each function response answers: by id where
 * there is one, else the first unanswered call of that name. Ids are positions in the conversation, so that a history that is
 * replayed longer keeps the ids of its beginning and with them the provider's prompt cache.
 */
final class CallPairing {

    /** The call that a response answers. */
    record Answered(String id, String name) {}

    private record Call(String id, String name) {}

    private final Set<String> given;
    private final List<Call> open = new ArrayList<>();
    private final Set<String> claimed = new HashSet<>();
    private boolean answering;
    private boolean called;
    private int count;

    /** Numbers around the ids that the client gave itself. */
    CallPairing(Set<String> given) {
        this.given = given;
    }

    String call(@Nullable String id, String name) {
        if (answering) {
            open.clear();
            claimed.clear();
            answering = false;
        }
        called = true;
        var known = id == null || id.isEmpty() ? next("call") : id;
        open.add(new Call(known, name));
        return known;
    }

    /** Keeps calls whose id a later response of the same turn names from being taken by a response without id. */
    void claim(String id) {
        claimed.add(id);
    }

    /** The call answered; null when no call came before. */
    @Nullable
    Answered answer(@Nullable String id, String name) {
        if (!called) {
            return null;
        }
        answering = true;
        for (var call : open) {
            boolean named = id != null && !id.isEmpty();
            if (named ? call.id().equals(id) : free(call, name)) {
                open.remove(call);
                return new Answered(call.id(), call.name());
            }
        }
        var known = id == null || id.isEmpty() ? next("extra") : id;
        return new Answered(known, name);
    }

    private boolean free(Call call, String name) {
        return !claimed.contains(call.id()) && (name.isEmpty() || call.name().equals(name));
    }

    private String next(String prefix) {
        String id;
        do {
            id = prefix + "_" + ++count;
        } while (given.contains(id));
        return id;
    }
}
