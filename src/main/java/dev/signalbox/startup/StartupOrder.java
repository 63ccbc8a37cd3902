package dev.signalbox.startup;

import jakarta.interceptor.Interceptor;

/** The priorities of {@code @Observes Startup} methods that depend on one another; all others run after these. */
public final class StartupOrder {
    /** Looks at the database without changing anything. */
    public static final int CHECK_DATABASE = Interceptor.Priority.PLATFORM_BEFORE + 10;

    /** Reads or creates the master key. */
    public static final int OPEN_VAULT = Interceptor.Priority.PLATFORM_BEFORE + 20;

    /** Compares the master key with the one a database was sealed with, before anything is written. */
    public static final int COMPARE_KEY = Interceptor.Priority.PLATFORM_BEFORE + 25;

    /** Brings the schema up to date: from here on the tables exist. */
    public static final int MIGRATE = Interceptor.Priority.PLATFORM_BEFORE + 30;

    /** Notes in a new database which master key it is sealed with. */
    public static final int CHECK_KEY = Interceptor.Priority.PLATFORM_BEFORE + 40;

    /** Creates the first user and the first API key. */
    public static final int FIRST_RUN = Interceptor.Priority.PLATFORM_BEFORE + 50;

    /** Loads what is served from memory. */
    public static final int LOAD = Interceptor.Priority.PLATFORM_BEFORE + 60;

    private StartupOrder() {}
}
