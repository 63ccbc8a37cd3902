package dev.signalbox.clitools;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A tool's text with gaps: the title in the first line, then parts that begin with {@code @@ kind title}; the gaps are
 * {@code {{baseUrl}}}, {@code {{key}}} and {@code {{model}}}.
 */
record Template(String title, List<Configuration.Part> parts) {
    private static final String MARK = "@@ ";

    Template {
        parts = List.copyOf(parts);
    }

    static Template of(CodingTool tool) {
        var name = "/clitools/" + tool.id() + ".txt";
        try (var stream = Template.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("the application lacks its file " + name);
            }
            return parse(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Template parse(String text) {
        var title = text.lines().findFirst().orElse("");
        var parts = new ArrayList<Configuration.Part>();
        for (var section : text.substring(title.length()).split("\\R" + MARK, -1)) {
            if (!section.isBlank()) {
                parts.add(part(section));
            }
        }
        return new Template(title, parts);
    }

    private static Configuration.Part part(String section) {
        var head = section.lines().findFirst().orElse("");
        var kind = head.split(" ", 2);
        var content = section.substring(head.length()).strip() + "\n";
        return new Configuration.Part(
                Configuration.Kind.valueOf(kind[0].toUpperCase(Locale.ROOT)),
                kind.length > 1 ? kind[1].strip() : "",
                content);
    }

    Configuration configuration(CodingTool tool, Connection connection) {
        var filled = parts.stream()
                .map(part -> new Configuration.Part(part.kind(), part.title(), fill(part.content(), connection)))
                .toList();
        return new Configuration(tool, title, filled);
    }

    private static String fill(String content, Connection connection) {
        return content.replace("{{baseUrl}}", connection.baseUrl())
                .replace("{{key}}", connection.key())
                .replace("{{model}}", connection.model());
    }
}
