package dev.signalbox.quota;

/** A vendor does not say what an account has left; the message says why, for people. */
class UsageRefused extends RuntimeException {
    UsageRefused(String message) {
        super(message);
    }
}
