package dev.signalbox.catalog;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A kind of content that a model takes or gives. */
public enum Modality {
    TEXT,
    IMAGE,
    AUDIO,
    VIDEO,
    /** PDF and the like. */
    DOCUMENT;

    /** The name used in catalogue data and the management API. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Modality> of(String id) {
        return Arrays.stream(values()).filter(value -> value.id().equals(id)).findFirst();
    }
}
