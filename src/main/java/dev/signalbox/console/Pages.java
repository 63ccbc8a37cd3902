package dev.signalbox.console;

/** Where the pages are that others lead to. */
final class Pages {
    static final String OVERVIEW = "/console/index.xhtml";
    static final String LOGIN = "/login.xhtml";
    static final String WELCOME = "/console/welcome.xhtml";

    private Pages() {}
}
