package dev.signalbox.catalog;

import dev.signalbox.Service;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The table of model aliases. */
@Service
@Transactional
class ModelAliasRows {
    private final EntityManager em;

    @Inject
    ModelAliasRows(EntityManager em) {
        this.em = em;
    }

    Map<String, String> all() {
        var all = new LinkedHashMap<String, String>();
        em.createQuery("select a from ModelAliasRow a order by a.alias", ModelAliasRow.class)
                .getResultStream()
                .forEach(row -> all.put(row.alias(), row.target()));
        return Collections.unmodifiableMap(all);
    }

    /** An empty target removes its alias. */
    void change(Map<String, Optional<String>> changes) {
        changes.forEach((alias, target) -> {
            if (target.isPresent()) {
                em.merge(new ModelAliasRow(alias, target.get()));
                return;
            }
            var row = em.find(ModelAliasRow.class, alias);
            if (row != null) {
                em.remove(row);
            }
        });
    }
}
