package dev.signalbox.catalog;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A row of {@code model_alias}. */
@Entity
@Table(name = "model_alias")
@SuppressWarnings("NullAway.Init") // the provider fills the fields
class ModelAliasRow {
    @Id
    private String alias;

    private String target;

    protected ModelAliasRow() {}

    ModelAliasRow(String alias, String target) {
        this.alias = alias;
        this.target = target;
    }

    String alias() {
        return alias;
    }

    String target() {
        return target;
    }
}
