package dev.signalbox.console;

import dev.signalbox.Service;
import dev.signalbox.routing.Combo;
import dev.signalbox.routing.Combos;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;

/** Puts combos together and takes them apart. */
@Named
@Service
public class CombosPage {
    private final Combos combos;
    private final Changes changes;
    private final Notices notices;
    private final ComboForm form;

    @Inject
    CombosPage(Combos combos, Changes changes, Notices notices, ComboForm form) {
        this.combos = combos;
        this.changes = changes;
        this.notices = notices;
        this.form = form;
    }

    public List<Combo> getCombos() {
        return combos.all();
    }

    public List<String> getStrategies() {
        return Arrays.stream(Combo.Strategy.values()).map(Combo.Strategy::id).toList();
    }

    public void begin() {
        form.begin("", "", Combo.Strategy.FALLBACK.id(), List.of());
    }

    public void edit(Combo combo) {
        form.begin(combo.id().toString(), combo.name(), combo.strategy().id(), combo.models());
    }

    public void addModel() {
        var model = form.getNext().strip();
        if (model.isEmpty() || form.getModels().contains(model)) {
            notices.failed("combo.modelTwice");
            return;
        }
        form.getModels().add(model);
        form.setNext("");
    }

    public void removeModel(int at) {
        form.getModels().remove(at);
    }

    public void move(int at, int by) {
        var target = at + by;
        if (target >= 0 && target < form.getModels().size()) {
            Collections.swap(form.getModels(), at, target);
        }
    }

    public void save() {
        if (changes.make(this::store, "combo.saved", form.getName())) {
            begin();
        }
    }

    public void remove(Combo combo) {
        if (changes.make(() -> combos.delete(combo.id()), "combo.removed", combo.name())
                && combo.id().toString().equals(form.getId())) {
            begin();
        }
    }

    private void store() {
        var strategy = Combo.Strategy.of(form.getStrategy()).orElse(Combo.Strategy.FALLBACK);
        var name = form.getName().strip();
        if (form.getId().isEmpty()) {
            combos.create(name, form.getModels(), strategy);
            return;
        }
        combos.update(new Combo(UUID.fromString(form.getId()), name, form.getModels(), strategy));
    }
}
