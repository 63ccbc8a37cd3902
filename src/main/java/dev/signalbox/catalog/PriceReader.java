package dev.signalbox.catalog;

import java.util.ArrayList;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the file of prices. */
final class PriceReader {
    private PriceReader() {}

    static PriceTable read(Fields file) {
        file.text("about");
        file.text("currency");
        file.text("per");
        var sources = readSources(file.object("sources"));
        var entries = new ArrayList<PriceTable.Entry>();
        for (var rule : file.objects("rules")) {
            entries.add(entry(rule, sources));
        }
        file.done();
        return new PriceTable(entries);
    }

    private static Set<String> readSources(Fields sources) {
        for (var name : sources.keys()) {
            var source = sources.object(name);
            source.text("page");
            source.text("read");
            source.optionalText("note");
            source.done();
        }
        return sources.keys();
    }

    private static PriceTable.Entry entry(Fields rule, Set<String> sources) {
        var source = rule.text("source");
        if (!sources.contains(source)) {
            throw rule.wrong("source", "is not among the sources: " + source);
        }
        var longContext = rule.optionalObject("longContext")
                .map(fields -> longContext(fields, source))
                .orElse(null);
        var entry = new PriceTable.Entry(
                rule.optionalText("provider").orElse(null),
                rule.parsed("match", ModelPattern::of),
                price(rule, source, longContext));
        rule.done();
        return entry;
    }

    private static Price.LongContext longContext(Fields fields, String source) {
        var above = fields.optionalInt("aboveInputTokens");
        if (above == null) {
            throw fields.wrong("aboveInputTokens", "is missing");
        }
        var longContext = new Price.LongContext(above, price(fields, source, null));
        fields.done();
        return longContext;
    }

    private static Price price(Fields fields, String source, Price.@Nullable LongContext longContext) {
        var input = fields.parsed("input", Money::ofDollars);
        var write = fields.optionalParsed("cacheWrite5m", Money::ofDollars).orElse(input);
        return new Price(
                input,
                fields.parsed("output", Money::ofDollars),
                fields.optionalParsed("cacheRead", Money::ofDollars).orElse(input),
                write,
                fields.optionalParsed("cacheWrite1h", Money::ofDollars).orElse(write),
                longContext,
                source);
    }
}
