package dev.signalbox.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds {@code docs/wire-decisions.md} to what there is: every test it names exists, and every case is named. */
class WireDecisionsPageTest {
    private static final Path PAGE = Path.of("docs", "wire-decisions.md");
    private static final Path TESTS = Path.of("src", "test", "java");
    private static final Pattern ROW = Pattern.compile("\\| D(\\d+) \\|(.*)\\|");
    private static final Pattern NAMED = Pattern.compile("`([^`]+)`");

    /** A decision; {@code tests} is null for those that say why something does not arise. */
    private record Row(int number, List<String> tests) {}

    @Test
    void numbersItsRowsWithoutGap() throws IOException {
        var numbers = rows().stream().map(Row::number).toList();

        assertThat(numbers).hasSizeGreaterThan(100);
        assertThat(numbers)
                .isEqualTo(IntStream.rangeClosed(1, numbers.size()).boxed().toList());
    }

    @Test
    void namesTestsThatExist() throws IOException {
        var cases = cases();
        var methods = methods();
        var missing = new ArrayList<String>();
        for (var row : rows()) {
            for (var test : row.tests()) {
                boolean found = test.contains("#")
                        ? methods.contains(test)
                        : cases.stream().anyMatch(c -> is(c, test));
                if (!found) {
                    missing.add("D" + row.number() + " " + test);
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void holdsEveryDecisionByATest() throws IOException {
        var page = Files.readString(PAGE);
        var decided = page.substring(0, page.indexOf("## What does not arise"));

        assertThat(rows().stream()
                        .filter(r -> decided.contains("| D" + r.number() + " |"))
                        .filter(r -> r.tests().isEmpty())
                        .map(Row::number))
                .isEmpty();
    }

    @Test
    void namesEveryCase() throws IOException {
        var named = new HashSet<String>();
        rows().forEach(r -> named.addAll(r.tests()));

        assertThat(cases().stream().filter(c -> named.stream().noneMatch(n -> !n.equals("*") && is(c, n))))
                .isEmpty();
    }

    private static boolean is(String given, String named) {
        return named.endsWith("*") ? given.startsWith(named.substring(0, named.length() - 1)) : given.equals(named);
    }

    private static List<Row> rows() throws IOException {
        var rows = new ArrayList<Row>();
        for (var line : Files.readAllLines(PAGE)) {
            var row = ROW.matcher(line);
            if (row.matches()) {
                var cells = row.group(2).split("\\|", -1);
                rows.add(new Row(Integer.parseInt(row.group(1)), cells.length > 1 ? named(cells[1]) : List.of()));
            }
        }
        return rows;
    }

    private static List<String> named(String cell) {
        return NAMED.matcher(cell).results().map(r -> r.group(1)).toList();
    }

    private static Set<String> cases() throws IOException {
        var names = new TreeSet<String>();
        for (var file : DecisionsTest.cases()) {
            var name = DecisionsTest.CASES.relativize(file).toString().replace('\\', '/');
            names.add(name.substring(0, name.length() - ".json".length()));
        }
        assertThat(names).isNotEmpty();
        return names;
    }

    /** Every method of every test class, and of the classes they extend, as {@code Class#method}. */
    private static Set<String> methods() throws IOException {
        var methods = new HashSet<String>();
        for (var type : types().values()) {
            Arrays.stream(type.getDeclaredMethods())
                    .forEach(m -> methods.add(type.getSimpleName() + "#" + m.getName()));
        }
        return methods;
    }

    private static Map<String, Class<?>> types() throws IOException {
        var types = new HashMap<String, Class<?>>();
        try (Stream<Path> files = Files.walk(TESTS)) {
            for (var file : files.filter(WireDecisionsPageTest::isTest).toList()) {
                var path = TESTS.relativize(file).toString().replace('\\', '/');
                var name = path.substring(0, path.length() - ".java".length()).replace('/', '.');
                types.put(name, type(name));
            }
        }
        return types;
    }

    private static boolean isTest(Path file) {
        return file.toString().matches(".*(Test|IT|Contract)\\.java");
    }

    private static Class<?> type(String name) {
        try {
            return Class.forName(name, false, WireDecisionsPageTest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
