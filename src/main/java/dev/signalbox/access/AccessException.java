package dev.signalbox.access;

/** A change that the rules of access forbid. */
public final class AccessException extends RuntimeException {
    /** Which rule. */
    public enum Rule {
        /** Two people cannot have one name. */
        USERNAME_IN_USE,
        /** Somebody must be able to administer. */
        LAST_ADMIN
    }

    private final Rule rule;

    AccessException(Rule rule, String message) {
        super(message);
        this.rule = rule;
    }

    public Rule rule() {
        return rule;
    }
}
