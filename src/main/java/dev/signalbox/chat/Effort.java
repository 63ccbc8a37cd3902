package dev.signalbox.chat;

import java.util.Locale;
import java.util.Optional;

/** How hard a model should think. {@link #AUTO} leaves it to the model, {@link #NONE} asks it not to. */
public enum Effort {
    NONE(0),
    MINIMAL(512),
    LOW(1024),
    MEDIUM(8192),
    HIGH(24576),
    XHIGH(32768),
    MAX(128000),
    AUTO(-1);

    private final int budget;

    Effort(int budget) {
        this.budget = budget;
    }

    /** The thinking budget in tokens that stands for this effort where a model takes budgets; -1 for {@link #AUTO}. */
    public int budget() {
        return budget;
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The effort that a budget stands for: the lowest level whose budget covers it, at most {@link #XHIGH}. */
    public static Effort ofBudget(int tokens) {
        if (tokens < 0) {
            return AUTO;
        }
        for (var effort : new Effort[] {NONE, MINIMAL, LOW, MEDIUM, HIGH}) {
            if (tokens <= effort.budget) {
                return effort;
            }
        }
        return XHIGH;
    }

    public static Optional<Effort> of(String name) {
        for (var effort : values()) {
            if (effort.wireName().equalsIgnoreCase(name)) {
                return Optional.of(effort);
            }
        }
        return Optional.empty();
    }
}
