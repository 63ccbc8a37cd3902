package dev.signalbox.access;

import dev.signalbox.Service;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** The API keys in the database. */
@Service
@Transactional
class ApiKeyRows {
    private final EntityManager entities;

    @Inject
    ApiKeyRows(EntityManager entities) {
        this.entities = entities;
    }

    List<ApiKey> all() {
        return entities.createQuery("select k from ApiKey k order by k.createdAt, k.id", ApiKey.class)
                .getResultList();
    }

    void add(ApiKey key) {
        entities.persist(key);
    }

    Optional<ApiKey> change(UUID id, Consumer<ApiKey> change) {
        var key = Optional.ofNullable(entities.find(ApiKey.class, id));
        key.ifPresent(change);
        return key;
    }

    boolean remove(UUID id) {
        return entities.createQuery("delete from ApiKey k where k.id = :id")
                        .setParameter("id", id)
                        .executeUpdate()
                > 0;
    }

    /** Notes when keys were used last; a time that is older than the known one changes nothing. */
    void noteUse(Map<UUID, Instant> used) {
        used.forEach((id, at) -> {
            var key = entities.find(ApiKey.class, id);
            if (key != null && (key.lastUsedAt == null || key.lastUsedAt.isBefore(at))) {
                key.lastUsedAt = at;
            }
        });
    }
}
