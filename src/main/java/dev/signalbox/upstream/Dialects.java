package dev.signalbox.upstream;

import dev.signalbox.Service;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The dialects, found by interface. */
@Service
public class Dialects {
    private final Map<String, Dialect> byId = new HashMap<>();

    @Inject
    Dialects(@Any Instance<Dialect> dialects) {
        dialects.forEach(dialect -> byId.put(dialect.id(), dialect));
    }

    /** @throws IllegalArgumentException when there is none by that name, which the catalogue must not ask for */
    Dialect of(String id) {
        var dialect = byId.get(id);
        if (dialect == null) {
            throw new IllegalArgumentException("no dialect " + id);
        }
        return dialect;
    }

    /** The names of all of them. */
    public Set<String> ids() {
        return Set.copyOf(byId.keySet());
    }
}
