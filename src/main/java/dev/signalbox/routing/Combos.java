package dev.signalbox.routing;

import dev.signalbox.Service;
import dev.signalbox.catalog.InvalidSetting;
import dev.signalbox.catalog.Snapshot;
import dev.signalbox.catalog.SnapshotsDue;
import dev.signalbox.database.Durability;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** The combos that people made. Reading touches no database. */
@Service
public class Combos {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:@-]{0,199}");
    private static final Pattern MODEL = Pattern.compile("[^\\s\\p{Cntrl}]{1,400}");
    private static final int MAX_MODELS = 50;

    private final ComboRows rows;
    private final Runnable durability;
    private final Snapshot<Map<String, Combo>> combos;

    @Inject
    Combos(ComboRows rows, Durability durability) {
        this(rows, durability::force);
    }

    Combos(ComboRows rows, Runnable durability) {
        this.rows = rows;
        this.durability = durability;
        this.combos = new Snapshot<>(() -> byName(rows.all()));
    }

    private static Map<String, Combo> byName(List<Combo> all) {
        var byName = new LinkedHashMap<String, Combo>();
        all.forEach(combo -> byName.put(combo.name(), combo));
        return byName;
    }

    void refresh(@Observes SnapshotsDue due) {
        combos.refresh();
    }

    /** All combos by name. */
    public List<Combo> all() {
        return List.copyOf(combos.get().values());
    }

    public Optional<Combo> named(String name) {
        return Optional.ofNullable(combos.get().get(name));
    }

    public Optional<Combo> find(UUID id) {
        return all().stream().filter(combo -> combo.id().equals(id)).findFirst();
    }

    /**
     * Adds a combo.
     *
     * @throws InvalidSetting when a value is not acceptable
     * @throws ComboNameInUse when another has that name
     */
    public Combo create(String name, List<String> models, Combo.Strategy strategy) {
        var combo = checked(new Combo(UUID.randomUUID(), name, models, strategy));
        rows.insert(combo);
        changed();
        return combo;
    }

    /** Replaces a combo by its id; false when there is none. Throws as {@link #create} does. */
    public boolean update(Combo combo) {
        var found = rows.update(checked(combo));
        changed();
        return found;
    }

    /** Removes a combo; false when there is none with that id. */
    public boolean delete(UUID id) {
        var found = rows.delete(id);
        changed();
        return found;
    }

    private void changed() {
        durability.run();
        combos.refresh();
    }

    private Combo checked(Combo combo) {
        if (!NAME.matcher(combo.name()).matches()) {
            throw new InvalidSetting(
                    "name", "The name has 1 to 200 letters, digits, '.', '_', ':', '@' and '-', and no slash.");
        }
        if (combo.models().isEmpty() || combo.models().size() > MAX_MODELS) {
            throw new InvalidSetting("models", "A combo has 1 to " + MAX_MODELS + " models.");
        }
        for (int i = 0; i < combo.models().size(); i++) {
            var model = combo.models().get(i);
            if (!MODEL.matcher(model).matches() || model.equals(combo.name())) {
                throw new InvalidSetting("models[" + i + "]", "'" + model + "' is not the name of another model.");
            }
        }
        if (named(combo.name()).filter(other -> !other.id().equals(combo.id())).isPresent()) {
            throw new ComboNameInUse(combo.name());
        }
        return combo;
    }
}
