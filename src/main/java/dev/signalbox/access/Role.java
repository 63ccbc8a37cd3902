package dev.signalbox.access;

import java.util.Arrays;
import java.util.Optional;

/** What a signed-in person may do. */
public enum Role {
    /** Everything. */
    ADMIN(Role.ADMIN_NAME),
    /** Looking at everything, changing nothing but the own password. */
    VIEWER(Role.VIEWER_NAME);

    /** For {@code @RolesAllowed}. */
    public static final String ADMIN_NAME = "admin";

    /** For {@code @RolesAllowed}. */
    public static final String VIEWER_NAME = "viewer";

    private final String id;

    Role(String id) {
        this.id = id;
    }

    /** The name outside: in tokens, JSON and the database. */
    public String id() {
        return id;
    }

    /** The role of that name. */
    public static Optional<Role> of(String id) {
        return Arrays.stream(values()).filter(role -> role.id.equals(id)).findFirst();
    }
}
