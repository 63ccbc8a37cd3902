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
        ROUND_ROBIN;

        /** The word used in the database and the management API. */
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        public static Optional<Strategy> of(String id) {
            return Arrays.stream(values()).filter(s -> s.id().equals(id)).findFirst();
        }
    }
}
