package dev.signalbox.account;

import dev.signalbox.Service;
import dev.signalbox.vault.SealedText;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
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

    /** An account with what is sealed of it. */
    record Stored(
            Account account,
            @Nullable SealedText key,
            @Nullable SealedText secrets) {
        static Stored of(AccountRow row) {
            return new Stored(row.account(), row.key(), row.secrets());
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

    Optional<Stored> find(UUID id) {
        return Optional.ofNullable(em.find(AccountRow.class, id)).map(Stored::of);
    }

    /** The account of this identity at a provider, locked until the end of the transaction. */
    private Optional<AccountRow> identified(String provider, String identity) {
        return em.createQuery(
                        "select a from AccountRow a where a.provider = :provider and a.identity = :identity",
                        AccountRow.class)
                .setParameter("provider", provider)
                .setParameter("identity", identity)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultStream()
                .findFirst();
    }

    /** Puts a sign-in into the account with its identity, or into a new one with the given id. */
    UUID signIn(UUID newId, String provider, Grant grant, Function<UUID, @Nullable SealedText> sealing, Instant now) {
        var known = identified(provider, grant.identity());
        var row = known.orElseGet(() -> new AccountRow(newId, provider, grant.name(), now));
        var id = known.isEmpty() ? newId : row.account().id();
        row.set(grant, sealing.apply(id), now);
        if (known.isEmpty()) {
            em.persist(row);
        }
        return id;
    }

    /** What a renewal makes of a row that is locked. */
    interface Renewing {
        /** Says whether anything changed. */
        boolean renew(AccountRow row);
    }

    /**
     * Locks the row, on every gateway that shares the database, for as long as the renewal takes; see ADR 0014. False when
     * nothing was changed.
     */
    boolean renew(UUID id, Renewing renewing) {
        var row = em.find(AccountRow.class, id, LockModeType.PESSIMISTIC_WRITE);
        return row != null && renewing.renew(row);
    }

    void setSignedIn(UUID id, SignedIn signedIn, Instant now) {
        var row = em.find(AccountRow.class, id);
        if (row != null) {
            row.setSignedIn(signedIn, now);
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
