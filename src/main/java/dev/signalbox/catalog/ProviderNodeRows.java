package dev.signalbox.catalog;

import dev.signalbox.Service;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** The table of custom nodes. */
@Service
@Transactional
class ProviderNodeRows {
    private final EntityManager em;

    @Inject
    ProviderNodeRows(EntityManager em) {
        this.em = em;
    }

    List<ProviderNode> all() {
        return em.createQuery("select n from ProviderNodeRow n order by n.name, n.id", ProviderNodeRow.class)
                .getResultStream()
                .map(ProviderNodeRow::node)
                .toList();
    }

    void insert(ProviderNode node) {
        em.persist(new ProviderNodeRow(node));
        flush(node);
    }

    boolean update(ProviderNode node) {
        var row = em.find(ProviderNodeRow.class, node.id());
        if (row == null) {
            return false;
        }
        row.set(node);
        flush(node);
        return true;
    }

    boolean delete(UUID id) {
        var row = em.find(ProviderNodeRow.class, id);
        if (row == null) {
            return false;
        }
        em.remove(row);
        return true;
    }

    /** The unique prefix is the only constraint that checked values can violate. */
    private void flush(ProviderNode node) {
        try {
            em.flush();
        } catch (PersistenceException violated) {
            throw isConstraint(violated) ? new PrefixInUse(node.prefix()) : violated;
        }
    }

    /** SQL state 23 is an integrity constraint, on both databases. */
    private static boolean isConstraint(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return sql.getSQLState().startsWith("23");
            }
        }
        return false;
    }
}
