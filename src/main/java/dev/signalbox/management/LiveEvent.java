package dev.signalbox.management;

/** What the console is told while it watches. */
sealed interface LiveEvent {
    /** A request came to its end. */
    record Usage(UsageEvent request) implements LiveEvent {}

    /** How the gateway itself fares. */
    record Health(HealthEvent state) implements LiveEvent {}

    /** A line for people to read. */
    record Log(LoggedLine line) implements LiveEvent {}

    /** What an account has left has changed. */
    record Quota(QuotaReport report) implements LiveEvent {}

    /** The event's name on the wire. */
    default String name() {
        return switch (this) {
            case Usage usage -> "usage";
            case Health health -> "health";
            case Log log -> "log";
            case Quota quota -> "quota";
        };
    }

    /** What is written as its JSON data. */
    default Object data() {
        return switch (this) {
            case Usage usage -> usage.request();
            case Health health -> health.state();
            case Log log -> log.line();
            case Quota quota -> quota.report();
        };
    }
}
