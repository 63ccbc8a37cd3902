package dev.signalbox.clitools;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What to do so that a tool talks to the gateway.
 *
 * @param parts files, commands, steps and notes in the order to follow
 */
public record Configuration(CodingTool tool, String title, List<Part> parts) {
    public Configuration {
        parts = List.copyOf(parts);
    }

    /** What a part is for. */
    public enum Kind {
        /** The content of a file. */
        FILE,
        /** Lines for a shell. */
        SHELL,
        /** What to click and enter. */
        STEPS,
        /** What is good to know. */
        NOTE
    }

    /**
     * One part.
     *
     * @param title the file's path for {@link Kind#FILE}, else empty
     */
    public record Part(Kind kind, String title, String content) {}

    /** Everything in one text, each part under a line that says what it is. */
    public String text() {
        return parts.stream().map(Configuration::headed).collect(Collectors.joining("\n"));
    }

    private static String headed(Part part) {
        return switch (part.kind()) {
            case FILE -> "# File " + part.title() + "\n" + part.content();
            case SHELL -> "# Shell\n" + part.content();
            case STEPS -> "# Steps\n" + part.content();
            case NOTE -> part.content().lines().map(line -> "# " + line + "\n").collect(Collectors.joining());
        };
    }
}
