package dev.signalbox.quota;

import java.time.Duration;
import java.time.Instant;

/** A declared window with what was used of it in one span. */
record Counted(Declaration declaration, Rhythm.Span span, long used, Instant at) {

    Counted plus(long amount, Instant now) {
        var current = at(now);
        return new Counted(declaration, current.span, current.used + amount, now);
    }

    /** The same, or a new span with nothing used when the old one is over. */
    Counted at(Instant now) {
        return span.holds(now)
                ? this
                : new Counted(declaration, declaration.rhythm().around(now), 0, now);
    }

    QuotaWindow window() {
        return new QuotaWindow(
                declaration.name(),
                declaration.model(),
                declaration.unit(),
                declaration.limit(),
                used,
                span.end(),
                Duration.between(span.start(), span.end()),
                QuotaSource.DECLARED,
                at,
                true);
    }
}
