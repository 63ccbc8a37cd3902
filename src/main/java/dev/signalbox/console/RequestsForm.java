package dev.signalbox.console;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.Deque;

/** Which requests are listed, and the way back through the pages of the list. */
@Named
@ViewScoped
public class RequestsForm implements Serializable {
    private static final long serialVersionUID = 1L;

    private String status = "";
    private String provider = "";
    private String model = "";
    private String key = "";
    private String next = "";
    private final ArrayDeque<String> cursors = new ArrayDeque<>();

    Deque<String> cursors() {
        return cursors;
    }

    public String getStatus() {
        return status;
    }

    public void setStatus(String status) {
        this.status = status;
    }

    public String getProvider() {
        return provider;
    }

    public void setProvider(String provider) {
        this.provider = provider;
    }

    public String getModel() {
        return model;
    }

    public void setModel(String model) {
        this.model = model;
    }

    public String getKey() {
        return key;
    }

    public void setKey(String key) {
        this.key = key;
    }

    public String getNext() {
        return next;
    }

    public void setNext(String next) {
        this.next = next;
    }

    public int getPage() {
        return cursors.size() + 1;
    }
}
