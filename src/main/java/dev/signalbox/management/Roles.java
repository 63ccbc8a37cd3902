package dev.signalbox.management;

/** The roles of people: an admin changes things, a viewer looks. */
final class Roles {
    static final String ADMIN = "admin";
    static final String VIEWER = "viewer";

    private Roles() {}
}
