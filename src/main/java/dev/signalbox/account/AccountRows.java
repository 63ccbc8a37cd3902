package dev.signalbox.account;

import dev.signalbox.Service;
import dev.signalbox.vault.SealedText;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The table of accounts. */
@Service
@Transactional
class AccountRows {
    private final EntityManager em;

    @Inject
    AccountRows(EntityManager em) {
        this.em = em;
    }

    /** An account with its sealed key. */
    record Stored(Account account, @Nullable SealedText key) {
        static Stored of(AccountRow row) {
            return new Stored(row.account(), row.key());
        }
    }

    /** In the order of use. */
    List<Stored> all() {
        return em.createQuery("select a from AccountRow a order by a.priority, a.createdAt, a.id", AccountRow.class)
                .getResultStream()
                .map(Stored::of)
                .toList();
    }

    void insert(AccountRow row) {
        em.persist(row);
    }

    boolean update(UUID id, AccountSettings settings, @Nullable SealedText key, Instant now) {
        var row = em.find(AccountRow.class, id);
        if (row == null) {
            return false;
        }
        row.set(settings, key, now);
        return true;
    }

    void setNeedsSignIn(UUID id, boolean needed, Instant now) {
        var row = em.find(AccountRow.class, id);
        if (row != null) {
            row.setNeedsSignIn(needed, now);
        }
    }

    boolean delete(UUID id) {
        var row = em.find(AccountRow.class, id);
        if (row == null) {
            return false;
        }
        em.remove(row);
        return true;
    }

    int deleteAt(String provider) {
        return em.createQuery("delete from AccountRow a where a.provider = :provider")
                .setParameter("provider", provider)
                .executeUpdate();
    }
}
