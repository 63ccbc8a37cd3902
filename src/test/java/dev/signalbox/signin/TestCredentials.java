package dev.signalbox.signin;

/** Credentials for tests. */
public final class TestCredentials {
    private TestCredentials() {}

    /** For candidates without an account: never asked. */
    public static Credentials none() {
        return new Credentials(null, null, null);
    }
}
