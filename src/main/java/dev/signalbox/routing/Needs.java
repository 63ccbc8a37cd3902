package dev.signalbox.routing;

import java.util.concurrent.ConcurrentHashMap;

/**
 * How badly an account is needed: of late, how large a part of those who could answer a request it was. One that serves a
 * model hardly anybody else serves is better kept for it while others can answer the rest.
 */
final class Needs {
    /** How much the last request counts against all before. */
    private static final double LAST = 0.02;

    private final ConcurrentHashMap<String, Double> parts = new ConcurrentHashMap<>();

    /**
     * Notes that an account is one of so many who could answer.
     *
     * @return how badly it is needed relative to this request: 1 for one that is never needed more than now
     */
    double among(String holder, int candidates) {
        double part = 1.0 / candidates;
        double usual = parts.merge(holder, part, (before, now) -> before + LAST * (now - before));
        return usual / part;
    }
}
