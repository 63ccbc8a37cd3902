package dev.signalbox.egress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.database.TestEntities;
import dev.signalbox.database.TestPostgres;
import dev.signalbox.vault.SealedText;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EgressRowsTest {
    private static final SealedText SEALED = new SealedText("sealed");

    @Test
    void keepsTheProxiesOfAllScopesOnH2() {
        try (var entities = TestEntities.onH2()) {
            keepsTheProxiesOfAllScopes(entities);
        }
    }

    @Test
    void keepsTheProxiesOfAllScopesOnPostgres() throws Exception {
        try (var server = TestPostgres.start();
                var entities = TestEntities.on(server)) {
            keepsTheProxiesOfAllScopes(entities);
        }
    }

    private static void keepsTheProxiesOfAllScopes(TestEntities entities) {
        var em = entities.em();
        var rows = new EgressRows(em);
        var account = UUID.randomUUID();
        em.createNativeQuery("insert into account (id, provider, name, priority, enabled, needs_sign_in, created_at,"
                        + " updated_at) values (?, 'glm', 'a', 1, true, false, current_timestamp,"
                        + " current_timestamp)")
                .setParameter(1, account)
                .executeUpdate();

        rows.put(Scope.EVERYTHING, SEALED);
        rows.put(Scope.provider("glm"), SEALED);
        rows.put(Scope.account(account), SEALED);
        entities.commit();

        assertThat(rows.all())
                .extracting(EgressRow::scope)
                .containsExactlyInAnyOrder(
                        Scope.EVERYTHING.name(),
                        Scope.provider("glm").name(),
                        Scope.account(account).name());

        em.createNativeQuery("delete from account where id = ?")
                .setParameter(1, account)
                .executeUpdate();
        entities.commit();

        assertThat(rows.all()).hasSize(2);
    }
}
