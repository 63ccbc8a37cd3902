package dev.signalbox.console;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Named;
import java.io.Serializable;

/** A new API key as it is typed, and the key itself until the page is left. */
@Named
@ViewScoped
public class KeyForm implements Serializable {
    private static final long serialVersionUID = 1L;

    private String name = "";
    private String models = "";
    private String days = "";
    private String made = "";

    void clear() {
        name = "";
        models = "";
        days = "";
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public String getModels() {
        return models;
    }

    public void setModels(String models) {
        this.models = models;
    }

    public String getDays() {
        return days;
    }

    public void setDays(String days) {
        this.days = days;
    }

    public String getMade() {
        return made;
    }

    public void setMade(String made) {
        this.made = made;
    }
}
