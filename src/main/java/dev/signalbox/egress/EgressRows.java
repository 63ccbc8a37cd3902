package dev.signalbox.egress;

import dev.signalbox.Service;
import dev.signalbox.vault.SealedText;
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

    /**
     * Stores the proxy of a scope; the row goes with the account, if it is one's. That column is no field of the entity: a UUID
     * that is null would be bound as text, which PostgreSQL refuses.
     */
    void put(Scope scope, SealedText sealed) {
        em.merge(new EgressRow(scope, sealed));
        if (scope.account() != null) {
            em.flush();
            em.createNativeQuery("update egress_proxy set account_id = ? where scope = ?")
                    .setParameter(1, scope.account())
                    .setParameter(2, scope.name())
                    .executeUpdate();
        }
    }

    void remove(Scope scope) {
        em.createQuery("delete from EgressRow p where p.scope = :scope")
                .setParameter("scope", scope.name())
                .executeUpdate();
    }
}
