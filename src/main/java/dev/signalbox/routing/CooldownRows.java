package dev.signalbox.routing;

import dev.signalbox.Service;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The table of cooldowns. */
@Service
@Transactional
class CooldownRows {
    private static final int LONGEST_MODEL = 300;

    private final EntityManager em;

    @Inject
    CooldownRows(EntityManager em) {
        this.em = em;
    }

    Map<Cooldowns.Key, Rest> all() {
        return em.createQuery("select c from CooldownRow c", CooldownRow.class)
                .getResultStream()
                .collect(Collectors.toMap(CooldownRow::resting, CooldownRow::rest));
    }

    /** Writes rests and removes those that ended. */
    void write(Map<Cooldowns.Key, Optional<Rest>> changes) {
        changes.forEach((key, rest) -> {
            if (key.model().length() > LONGEST_MODEL) {
                return; // a client made the name up; forgetting it at a restart does no harm
            }
            if (rest.isPresent()) {
                em.merge(new CooldownRow(key, rest.get()));
                return;
            }
            var row = em.find(CooldownRow.class, CooldownRow.key(key));
            if (row != null) {
                em.remove(row);
            }
        });
    }
}
