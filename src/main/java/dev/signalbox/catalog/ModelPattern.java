package dev.signalbox.catalog;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A pattern over model names in which {@code *} stands for any characters, also none.
 *
 * <p>Providers write one model in many ways. Before comparing, names lose everything up to the last slash
 * ({@code accounts/fireworks/models/}), become lower case, and get their version a dot: {@code 4-6} and {@code 4p6} read as
 * {@code 4.6}. A date such as {@code 20250807} or a suffix of three digits and more is no version.
 */
public final class ModelPattern {
    private static final Pattern VERSION_HYPHEN = Pattern.compile("(?<=[0-9])-(?=[0-9]{1,2}(?![0-9a-z]))");
    private static final Pattern VERSION_P = Pattern.compile("(?<=[0-9])p(?=[0-9])");

    private final String text;
    private final String[] pieces;

    private ModelPattern(String text) {
        this.text = text;
        this.pieces = key(text).split("\\*", -1);
    }

    public static ModelPattern of(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("a pattern of model names is not empty");
        }
        return new ModelPattern(text);
    }

    public boolean matches(String model) {
        return matchesKey(key(model));
    }

    /** The form in which names are compared. */
    static String key(String model) {
        var name = model.substring(model.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        var dotted = VERSION_P.matcher(name).replaceAll(".");
        return VERSION_HYPHEN.matcher(dotted).replaceAll(".");
    }

    boolean matchesKey(String key) {
        var first = pieces[0];
        if (pieces.length == 1) {
            return key.equals(first);
        }
        var last = pieces[pieces.length - 1];
        if (key.length() < first.length() + last.length() || !key.startsWith(first) || !key.endsWith(last)) {
            return false;
        }
        var from = first.length();
        var end = key.length() - last.length();
        for (var i = 1; i < pieces.length - 1; i++) {
            var at = key.indexOf(pieces[i], from);
            if (at < 0 || at + pieces[i].length() > end) {
                return false;
            }
            from = at + pieces[i].length();
        }
        return true;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ModelPattern pattern && pattern.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
