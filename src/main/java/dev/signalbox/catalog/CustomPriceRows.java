package dev.signalbox.catalog;

import dev.signalbox.Service;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;

/** The table of price overrides. */
@Service
@Transactional
class CustomPriceRows {
    private final EntityManager em;

    @Inject
    CustomPriceRows(EntityManager em) {
        this.em = em;
    }

    List<CustomPrice> all() {
        return em.createQuery(
                        "select p from PriceOverrideRow p order by p.key.provider, p.key.model", PriceOverrideRow.class)
                .getResultStream()
                .map(PriceOverrideRow::custom)
                .toList();
    }

    void put(List<CustomPrice> prices) {
        prices.forEach(price -> em.merge(new PriceOverrideRow(price)));
    }

    boolean delete(String provider, String model) {
        var row = em.find(PriceOverrideRow.class, new PriceOverrideRow.Key(provider, model));
        if (row == null) {
            return false;
        }
        em.remove(row);
        return true;
    }
}
