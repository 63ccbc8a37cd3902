package dev.signalbox.console;

import dev.signalbox.access.ConsolePath;

/** Where the pages are that others lead to. */
final class Pages {
    static final String OVERVIEW = ConsolePath.OVERVIEW;
    static final String LOGIN = ConsolePath.LOGIN;
    static final String WELCOME = "/console/welcome.xhtml";

    private Pages() {}
}
