package dev.signalbox.console;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Named;
import java.io.Serializable;

/** A window of quota as somebody declares it. */
@Named
@ViewScoped
public class WindowForm implements Serializable {
    private static final long serialVersionUID = 1L;

    private String id = "";
    private String account = "";
    private String name = "";
    private String model = "";
    private String unit = "tokens";
    private String amount = "";
    private String every = "1";
    private String period = "months";
    private String time = "00:00";
    private String zone = "UTC";
    private String anchor = "";

    /** The declaration that is being changed; empty for a new one. */
    public String getId() {
        return id;
    }

    void setId(String id) {
        this.id = id;
    }

    public String getAccount() {
        return account;
    }

    public void setAccount(String account) {
        this.account = account;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public String getModel() {
        return model;
    }

    public void setModel(String model) {
        this.model = model;
    }

    public String getUnit() {
        return unit;
    }

    public void setUnit(String unit) {
        this.unit = unit;
    }

    /** Dollars where the unit is cost. */
    public String getAmount() {
        return amount;
    }

    public void setAmount(String amount) {
        this.amount = amount;
    }

    public String getEvery() {
        return every;
    }

    public void setEvery(String every) {
        this.every = every;
    }

    public String getPeriod() {
        return period;
    }

    public void setPeriod(String period) {
        this.period = period;
    }

    public String getTime() {
        return time;
    }

    public void setTime(String time) {
        this.time = time;
    }

    public String getZone() {
        return zone;
    }

    public void setZone(String zone) {
        this.zone = zone;
    }

    /** A day with a reset; empty for today. */
    public String getAnchor() {
        return anchor;
    }

    public void setAnchor(String anchor) {
        this.anchor = anchor;
    }
}
