package dev.signalbox.access;

import dev.signalbox.Service;
import dev.signalbox.access.AccessException.Rule;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** The people in the database. */
@Service
@Transactional
class UserRows {
    private final EntityManager entities;

    @Inject
    UserRows(EntityManager entities) {
        this.entities = entities;
    }

    List<User> all() {
        return entities.createQuery("select u from User u order by u.createdAt, u.username", User.class)
                .getResultList();
    }

    Optional<User> byName(String username) {
        return entities.createQuery("select u from User u where u.username = :name", User.class)
                .setParameter("name", username)
                .getResultStream()
                .findFirst();
    }

    void add(User user) {
        refuseTakenName(user);
        entities.persist(user);
        entities.flush();
    }

    /** Changes a person; false when there is none of that id. All are locked, so that two changes cannot remove both admins. */
    boolean change(UUID id, Consumer<User> change) {
        var found = locked().stream().filter(user -> user.id.equals(id)).findFirst();
        found.ifPresent(user -> {
            change.accept(user);
            refuseTakenName(user);
            refuseNoAdmin();
        });
        return found.isPresent();
    }

    boolean remove(UUID id) {
        var found = locked().stream().filter(user -> user.id.equals(id)).findFirst();
        found.ifPresent(user -> {
            entities.remove(user);
            entities.flush();
            refuseNoAdmin();
        });
        return found.isPresent();
    }

    private List<User> locked() {
        return entities.createQuery("select u from User u", User.class)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList();
    }

    private void refuseTakenName(User user) {
        if (byName(user.username).filter(other -> !other.id.equals(user.id)).isPresent()) {
            throw new AccessException(Rule.USERNAME_IN_USE, "This username is in use");
        }
    }

    private void refuseNoAdmin() {
        if (all().stream().noneMatch(user -> user.enabled && user.role() == Role.ADMIN)) {
            throw new AccessException(Rule.LAST_ADMIN, "One enabled admin must remain");
        }
    }
}
