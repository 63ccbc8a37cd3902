package dev.signalbox.routing;

import dev.signalbox.Service;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** The tables of combos. */
@Service
@Transactional
class ComboRows {
    private final EntityManager em;

    @Inject
    ComboRows(EntityManager em) {
        this.em = em;
    }

    List<Combo> all() {
        return em.createQuery("select c from ComboRow c order by c.name", ComboRow.class)
                .getResultStream()
                .map(ComboRow::combo)
                .toList();
    }

    void insert(Combo combo) {
        em.persist(new ComboRow(combo));
        flush(combo);
    }

    boolean update(Combo combo) {
        var row = em.find(ComboRow.class, combo.id());
        if (row == null) {
            return false;
        }
        // the old list goes first: EclipseLink inserts before it deletes, and positions are unique
        row.forgetModels();
        em.flush();
        row.set(combo);
        flush(combo);
        return true;
    }

    boolean delete(UUID id) {
        var row = em.find(ComboRow.class, id);
        if (row == null) {
            return false;
        }
        em.remove(row);
        return true;
    }

    /** The unique name is the only constraint that checked values can violate. */
    private void flush(Combo combo) {
        try {
            em.flush();
        } catch (PersistenceException violated) {
            throw isConstraint(violated) ? new ComboNameInUse(combo.name()) : violated;
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
