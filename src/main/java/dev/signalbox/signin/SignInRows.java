package dev.signalbox.signin;

import dev.signalbox.Service;
import dev.signalbox.account.TextMap;
import dev.signalbox.vault.SealedText;
import dev.signalbox.vault.Secret;
import dev.signalbox.vault.Vault;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The table of sign-ins that go on, and of those that ended a short time ago. */
@Service
@Transactional
class SignInRows {
    private final EntityManager em;
    private final Vault vault;

    @Inject
    SignInRows(EntityManager em, Vault vault) {
        this.em = em;
        this.vault = vault;
    }

    void insert(Transaction begun, Instant now) {
        var row = new SignInRow(
                begun.id(), begun.provider(), begun.method(), begun.user(), seal(begun), now, begun.expiresAt());
        em.persist(row);
    }

    Optional<Transaction> find(UUID id) {
        return Optional.ofNullable(em.find(SignInRow.class, id)).map(this::opened);
    }

    /** Finds by what the browser brings back, among those that have not ended. */
    Optional<Transaction> withState(String state) {
        return em.createQuery("select s from SignInRow s", SignInRow.class)
                .getResultStream()
                .map(this::opened)
                .filter(one -> !one.remembered(Transaction.STATE).isEmpty()
                        && Secret.of(one.remembered(Transaction.STATE)).equals(Secret.of(state)))
                .findFirst();
    }

    /** Marks it as used; false when somebody has before. */
    boolean use(UUID id, Instant now) {
        var row = em.find(SignInRow.class, id, LockModeType.PESSIMISTIC_WRITE);
        if (row == null || row.usedAt != null) {
            return false;
        }
        row.usedAt = now;
        return true;
    }

    /** Takes the turn to ask the vendor; otherwise how long it is until there is one. */
    Duration turn(UUID id, Duration interval, Instant now) {
        var row = em.find(SignInRow.class, id, LockModeType.PESSIMISTIC_WRITE);
        if (row == null || row.usedAt != null) {
            return interval;
        }
        if (row.nextPollAt != null && now.isBefore(row.nextPollAt)) {
            return Duration.between(now, row.nextPollAt);
        }
        row.nextPollAt = now.plus(interval);
        return Duration.ZERO;
    }

    /** Asks less often from now on. */
    void slower(Transaction transaction, Duration interval, Instant now) {
        var row = em.find(SignInRow.class, transaction.id());
        if (row != null) {
            var memory = new HashMap<>(transaction.memory());
            memory.put(Transaction.INTERVAL, String.valueOf(interval.toSeconds()));
            row.sealed = sealed(row.id, memory);
            row.nextPollAt = now.plus(interval);
        }
    }

    /** Keeps what it led to; its secrets are forgotten. */
    void end(UUID id, @Nullable UUID account, @Nullable String failure, Instant now) {
        var row = em.find(SignInRow.class, id);
        if (row != null) {
            row.usedAt = row.usedAt == null ? now : row.usedAt;
            row.accountId = account == null ? null : account.toString();
            row.failure = failure == null || failure.length() <= 500 ? failure : failure.substring(0, 500);
            row.sealed = sealed(id, Map.of());
        }
    }

    /** Removes those that ended before this time. */
    void removeBefore(Instant time) {
        em.createQuery("delete from SignInRow s where s.expiresAt < :time")
                .setParameter("time", time)
                .executeUpdate();
    }

    private Transaction opened(SignInRow row) {
        var memory = TextMap.read(
                vault.open(new SealedText(row.sealed), purpose(row.id)).reveal());
        return new Transaction(
                row.id,
                row.provider,
                row.method,
                row.userId,
                memory,
                row.usedAt,
                row.accountId == null ? null : UUID.fromString(row.accountId),
                row.failure,
                row.expiresAt);
    }

    private String seal(Transaction transaction) {
        return sealed(transaction.id(), transaction.memory());
    }

    private String sealed(UUID id, Map<String, String> memory) {
        return vault.seal(Secret.of(TextMap.write(memory)), purpose(id)).value();
    }

    private static String purpose(UUID id) {
        return "sign_in.sealed." + id;
    }
}
