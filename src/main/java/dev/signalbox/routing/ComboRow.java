package dev.signalbox.routing;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A row of {@code combo} with its models. */
@Entity
@Table(name = "combo")
@SuppressWarnings("NullAway.Init") // the provider fills the fields
class ComboRow {
    @Id
    private UUID id;

    private String name;
    private String strategy;

    @ElementCollection(fetch = FetchType.EAGER)
    @CollectionTable(name = "combo_model", joinColumns = @JoinColumn(name = "combo_id"))
    @OrderColumn(name = "position")
    @Column(name = "model")
    private List<String> models;

    protected ComboRow() {}

    ComboRow(Combo combo) {
        id = combo.id();
        set(combo);
    }

    final void set(Combo combo) {
        name = combo.name();
        strategy = combo.strategy().id();
        models = new ArrayList<>(combo.models());
    }

    void forgetModels() {
        models.clear();
    }

    Combo combo() {
        return new Combo(id, name, models, Combo.Strategy.of(strategy).orElseThrow());
    }
}
