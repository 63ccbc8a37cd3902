package dev.signalbox.access;

import dev.signalbox.Service;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** The ended sessions in the database. */
@Service
@Transactional
class EndedSessionRows {
    private final EntityManager entities;

    @Inject
    EndedSessionRows(EntityManager entities) {
        this.entities = entities;
    }

    Set<UUID> all() {
        return entities.createQuery("select e.id from EndedSession e", UUID.class)
                .getResultStream()
                .collect(Collectors.toUnmodifiableSet());
    }

    void add(UUID id, Instant expiresAt) {
        if (entities.find(EndedSession.class, id) == null) {
            entities.persist(new EndedSession(id, expiresAt));
        }
    }

    int removeExpired(Instant now) {
        return entities.createQuery("delete from EndedSession e where e.expiresAt < :now")
                .setParameter("now", now)
                .executeUpdate();
    }
}
