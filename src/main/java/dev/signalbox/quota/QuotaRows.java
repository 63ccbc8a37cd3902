package dev.signalbox.quota;

import dev.signalbox.Service;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** The tables of windows and declarations. */
@Service
@Transactional
class QuotaRows {
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_MODEL = 300;

    private final EntityManager em;

    @Inject
    QuotaRows(EntityManager em) {
        this.em = em;
    }

    Map<UUID, List<QuotaWindow>> windows() {
        return em.createQuery("select w from QuotaWindowRow w", QuotaWindowRow.class)
                .getResultStream()
                .collect(Collectors.groupingBy(
                        QuotaWindowRow::account, Collectors.mapping(QuotaWindowRow::window, Collectors.toList())));
    }

    /** Replaces the windows of these accounts. */
    void write(Map<UUID, List<QuotaWindow>> changes) {
        changes.forEach((account, windows) -> {
            em.createQuery("delete from QuotaWindowRow w where w.key.accountId = :account")
                    .setParameter("account", account)
                    .executeUpdate();
            windows.stream().filter(QuotaRows::fits).forEach(window -> em.persist(new QuotaWindowRow(account, window)));
        });
    }

    private static boolean fits(QuotaWindow window) {
        return window.name().length() <= LONGEST_NAME
                && (window.model() == null || window.model().length() <= LONGEST_MODEL);
    }

    List<Declaration> declarations() {
        return em.createQuery("select d from DeclarationRow d order by d.name, d.id", DeclarationRow.class)
                .getResultStream()
                .map(DeclarationRow::declaration)
                .toList();
    }

    void put(Declaration declaration) {
        em.merge(new DeclarationRow(declaration));
    }

    boolean remove(UUID account, UUID id) {
        var row = em.find(DeclarationRow.class, id);
        if (row == null || !row.declaration().accountId().equals(account)) {
            return false;
        }
        em.remove(row);
        return true;
    }
}
