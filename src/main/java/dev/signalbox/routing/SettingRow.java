package dev.signalbox.routing;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A row of {@code setting}. */
@Entity
@Table(name = "setting")
@SuppressWarnings("NullAway.Init") // the provider fills the fields
class SettingRow {
    @Id
    private String name;

    private String text;

    protected SettingRow() {}

    SettingRow(String name, String text) {
        this.name = name;
        this.text = text;
    }

    String name() {
        return name;
    }

    String text() {
        return text;
    }
}
