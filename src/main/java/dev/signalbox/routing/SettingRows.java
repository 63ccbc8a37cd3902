package dev.signalbox.routing;

import dev.signalbox.Service;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.Optional;

/** The table of settings. */
@Service
@Transactional
class SettingRows {
    private final EntityManager em;

    @Inject
    SettingRows(EntityManager em) {
        this.em = em;
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(em.find(SettingRow.class, name)).map(SettingRow::text);
    }

    void put(String name, String text) {
        em.merge(new SettingRow(name, text));
    }
}
