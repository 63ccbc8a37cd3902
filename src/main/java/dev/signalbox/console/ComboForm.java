package dev.signalbox.console;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** A combo as it is put together. */
@Named
@ViewScoped
public class ComboForm implements Serializable {
    private static final long serialVersionUID = 1L;

    private String id = "";
    private String name = "";
    private String strategy = "fallback";
    private String next = "";
    private List<String> models = new ArrayList<>();

    void begin(String newId, String newName, String newStrategy, List<String> newModels) {
        id = newId;
        name = newName;
        strategy = newStrategy;
        models = new ArrayList<>(newModels);
        next = "";
    }

    public String getId() {
        return id;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public String getStrategy() {
        return strategy;
    }

    public void setStrategy(String strategy) {
        this.strategy = strategy;
    }

    public String getNext() {
        return next;
    }

    public void setNext(String next) {
        this.next = next;
    }

    /** In the order in which they are tried; dragging a row moves it in this list. */
    public List<String> getModels() {
        return models;
    }
}
