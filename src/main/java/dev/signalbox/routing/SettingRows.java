package dev.signalbox.routing;

import dev.signalbox.Service;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

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

    Map<String, String> startingWith(String prefix) {
        return em.createQuery("select s from SettingRow s where s.name like :pattern", SettingRow.class)
                .setParameter("pattern", prefix + "%")
                .getResultStream()
                .collect(Collectors.toMap(SettingRow::name, SettingRow::text));
    }

    void put(String name, String text) {
        em.merge(new SettingRow(name, text));
    }
}
