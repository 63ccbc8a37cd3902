package dev.signalbox.routing;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * Several models behind one name.
 *
 * @param models what is tried, in order: {@code prefix/model}, an alias or another combo
 */
public record Combo(UUID id, String name, List<String> models, Strategy strategy) {
    public Combo {
        models = List.copyOf(models);
    }

    /** Which model is tried first. */
    public enum Strategy {
        /** Always the first; the others when it fails. */
        FALLBACK,
        /** Each in its turn; the others when it fails. */
        ROUND_ROBIN,
        /** All accounts of all models together, each as often as its weight says. */
        WEIGHTED,
        /** All accounts of all models together, the one that was used least of late first. */
        LEAST_USED,
        /** All accounts of all models together, the one whose quota would lapse the soonest first. */
        EARLIEST_EXPIRY;

        /** How candidates are chosen when all are of one rank; empty where the models are ranks of their own. */
        Optional<AccountStrategy> pooled() {
            return switch (this) {
                case FALLBACK, ROUND_ROBIN -> Optional.empty();
                case WEIGHTED -> Optional.of(AccountStrategy.WEIGHTED);
                case LEAST_USED -> Optional.of(AccountStrategy.LEAST_USED);
                case EARLIEST_EXPIRY -> Optional.of(AccountStrategy.EARLIEST_EXPIRY);
            };
        }

        /** The word used in the database and the management API. */
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        public static Optional<Strategy> of(String id) {
            return Arrays.stream(values()).filter(s -> s.id().equals(id)).findFirst();
        }
    }
}
