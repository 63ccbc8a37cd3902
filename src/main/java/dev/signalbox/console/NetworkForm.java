package dev.signalbox.console;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Named;
import java.io.Serializable;

/** What is typed on the page of proxies. */
@Named
@ViewScoped
public class NetworkForm implements Serializable {
    private static final long serialVersionUID = 1L;

    private String scope = NetworkPage.EVERYTHING;
    private String proxy = "";
    private String target = "";
    private String exceptions = "";
    private boolean read;

    /** Takes what is saved into the form, once. */
    void take(String saved) {
        if (!read) {
            exceptions = saved;
            read = true;
        }
    }

    public String getScope() {
        return scope;
    }

    public void setScope(String scope) {
        this.scope = scope;
    }

    public String getProxy() {
        return proxy;
    }

    public void setProxy(String proxy) {
        this.proxy = proxy;
    }

    public String getTarget() {
        return target;
    }

    public void setTarget(String target) {
        this.target = target;
    }

    public String getExceptions() {
        return exceptions;
    }

    public void setExceptions(String exceptions) {
        this.exceptions = exceptions;
    }
}
