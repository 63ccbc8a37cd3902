package dev.signalbox.bench;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What to measure and for how long: each turn of a measurement lasts so many seconds. */
record Options(int seconds, int connections, int streams, Set<Part> only) {
    /** What can be measured by itself. */
    enum Part {
        THROUGHPUT,
        LATENCY,
        STREAMS
    }

    static final String USAGE = """
        options: --seconds N      length of one turn (3)
                 --connections N  connections of the throughput measurement (32)
                 --streams N      concurrent paced streams (1000)
                 --only PARTS     of throughput,latency,streams (all)\
        """;

    /** @throws IllegalArgumentException saying what is wrong */
    static Options of(List<String> arguments) {
        var options = new Options(3, 32, 1000, EnumSet.allOf(Part.class));
        for (int i = 0; i < arguments.size(); i += 2) {
            if (i + 1 == arguments.size()) {
                throw new IllegalArgumentException(arguments.get(i) + " needs a value");
            }
            options = options.with(arguments.get(i), arguments.get(i + 1));
        }
        return options;
    }

    private Options with(String name, String value) {
        return switch (name) {
            case "--seconds" -> new Options(number(name, value, 60), connections, streams, only);
            case "--connections" -> new Options(seconds, number(name, value, 1000), streams, only);
            case "--streams" -> new Options(seconds, connections, number(name, value, 5000), only);
            case "--only" -> new Options(seconds, connections, streams, parts(value));
            default -> throw new IllegalArgumentException("there is no option " + name);
        };
    }

    private static int number(String name, String value, int most) {
        if (!value.matches("[0-9]{1,6}") || Integer.parseInt(value) < 1 || Integer.parseInt(value) > most) {
            throw new IllegalArgumentException(name + " takes a number from 1 to " + most);
        }
        return Integer.parseInt(value);
    }

    private static Set<Part> parts(String value) {
        var parts = EnumSet.noneOf(Part.class);
        for (var name : value.split(",", -1)) {
            try {
                parts.add(Part.valueOf(name.strip().toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException unknown) {
                throw new IllegalArgumentException("there is no part " + name + " to measure", unknown);
            }
        }
        return parts;
    }
}
