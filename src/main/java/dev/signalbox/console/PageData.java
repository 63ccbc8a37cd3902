package dev.signalbox.console;

import jakarta.faces.context.FacesContext;

/** What a page shows, read once before it is rendered and forgotten with the request. */
final class PageData {
    private PageData() {}

    static void put(String name, Object value) {
        FacesContext.getCurrentInstance().getExternalContext().getRequestMap().put(name, value);
    }
}
