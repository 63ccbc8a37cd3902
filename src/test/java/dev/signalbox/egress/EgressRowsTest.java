package dev.signalbox.egress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.database.OnEachDatabase;
import dev.signalbox.database.TestEntities;
import dev.signalbox.vault.SealedText;
import java.util.UUID;

class EgressRowsTest implements OnEachDatabase {
    private static final SealedText SEALED = new SealedText("sealed");

    @Override
    public void holds(TestEntities entities) {
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
