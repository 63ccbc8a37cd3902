package dev.signalbox.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.signalbox.catalog.InvalidSetting;
import dev.signalbox.database.TestEntities;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CombosTest {
    private final TestEntities entities = TestEntities.onH2();
    private final ComboRows rows = new ComboRows(entities.em());
    private final Combos combos = new Combos(rows, entities::commit);

    @AfterEach
    void close() {
        entities.close();
    }

    @Test
    void keepsTheOrderOfModelsThroughChanges() {
        var combo = combos.create("coding", List.of("a/1", "b/2", "c/3"), Combo.Strategy.FALLBACK);
        entities.commit();

        var turned = new Combo(combo.id(), "coding", List.of("c/3", "a/1"), Combo.Strategy.ROUND_ROBIN);
        assertThat(combos.update(turned)).isTrue();
        entities.commit();

        assertThat(rows.all()).containsExactly(turned);
        assertThat(combos.named("coding")).contains(turned);
        assertThat(combos.find(combo.id())).contains(turned);
        assertThat(combos.delete(combo.id())).isTrue();
        assertThat(combos.all()).isEmpty();
        assertThat(combos.delete(combo.id())).isFalse();
        assertThat(combos.update(turned)).isFalse();
    }

    @Test
    void refusesANameThatIsTaken() {
        combos.create("coding", List.of("a/1"), Combo.Strategy.FALLBACK);

        assertThatExceptionOfType(ComboNameInUse.class)
                .isThrownBy(() -> combos.create("coding", List.of("b/2"), Combo.Strategy.FALLBACK))
                .satisfies(e -> assertThat(e.name()).isEqualTo("coding"));
    }

    @Test
    void theDatabaseRefusesANameThatAnotherGatewayTook() {
        assertThat(combos.all()).isEmpty();
        rows.insert(new Combo(UUID.randomUUID(), "coding", List.of("a/1"), Combo.Strategy.FALLBACK));
        entities.commit();

        assertThatExceptionOfType(ComboNameInUse.class)
                .isThrownBy(() -> combos.create("coding", List.of("b/2"), Combo.Strategy.FALLBACK));
        entities.rollBack();
    }

    @Test
    void refusesNamesWithASlashAndEmptyLists() {
        for (var name : List.of("", "a/b", "a b", "-x")) {
            assertThatExceptionOfType(InvalidSetting.class)
                    .isThrownBy(() -> combos.create(name, List.of("a/1"), Combo.Strategy.FALLBACK))
                    .satisfies(e -> assertThat(e.field()).isEqualTo("name"));
        }
        assertThatExceptionOfType(InvalidSetting.class)
                .isThrownBy(() -> combos.create("x", List.of(), Combo.Strategy.FALLBACK))
                .satisfies(e -> assertThat(e.field()).isEqualTo("models"));
        assertThatExceptionOfType(InvalidSetting.class)
                .isThrownBy(() -> combos.create("x", List.of("a/1", "x"), Combo.Strategy.FALLBACK))
                .satisfies(e -> assertThat(e.field()).isEqualTo("models[1]"));
    }

    @Test
    void readsItsStrategiesByTheirWords() {
        assertThat(Combo.Strategy.of("round-robin")).contains(Combo.Strategy.ROUND_ROBIN);
        assertThat(Combo.Strategy.of("random")).isEmpty();
    }
}
