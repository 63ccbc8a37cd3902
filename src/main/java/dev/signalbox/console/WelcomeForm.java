package dev.signalbox.console;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Named;
import java.io.Serializable;

/** How far somebody came in setting up, and what was chosen on the way. */
@Named
@ViewScoped
public class WelcomeForm implements Serializable {
    private static final long serialVersionUID = 1L;

    private int step = 1;
    private String provider = "";
    private String providerKey = "";
    private String model = "";
    private String key = "";
    private String tool = "claude-code";

    public int getStep() {
        return step;
    }

    public void setStep(int step) {
        this.step = Math.clamp(step, 1, Welcome.STEPS);
    }

    public String getProvider() {
        return provider;
    }

    public void setProvider(String provider) {
        this.provider = provider;
    }

    public String getProviderKey() {
        return providerKey;
    }

    public void setProviderKey(String providerKey) {
        this.providerKey = providerKey;
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

    public String getTool() {
        return tool;
    }

    public void setTool(String tool) {
        this.tool = tool;
    }
}
