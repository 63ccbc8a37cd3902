package dev.signalbox.routing;

/**
 * Where a conversation was answered last.
 *
 * @param holder the account
 * @param tokens of the prompt that would have to be read anew elsewhere
 */
public record Warmth(String holder, String route, long tokens) {
    boolean at(Candidate candidate) {
        return holder.equals(candidate.holder()) && route.equals(candidate.route());
    }
}
