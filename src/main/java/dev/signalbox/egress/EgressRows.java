package dev.signalbox.egress;

import dev.signalbox.Service;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;

/** The table of proxies. */
@Service
@Transactional
class EgressRows {
    private final EntityManager em;

    @Inject
    EgressRows(EntityManager em) {
        this.em = em;
    }

    List<EgressRow> all() {
        return em.createQuery("select p from EgressRow p order by p.scope", EgressRow.class)
                .getResultList();
    }

    void put(EgressRow row) {
        em.merge(row);
    }

    void remove(Scope scope) {
        em.createQuery("delete from EgressRow p where p.scope = :scope")
                .setParameter("scope", scope.name())
                .executeUpdate();
    }
}
