package dev.signalbox.capture;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Blots out what looks like a credential: keys and tokens by their vendors' forms, and fields that are named like one. */
final class Redaction {
    private static final String BLOT = "[redacted]";

    private static final Pattern FORMS =
            Pattern.compile("\\b(?:sk|gsk|xai|pplx|nvapi|hf|r8|fw|glpat|xox[abpr])[-_][A-Za-z0-9_-]{16,}"
                    + "|\\bgh[opusr]_[A-Za-z0-9]{20,}|\\bgithub_pat_[A-Za-z0-9_]{20,}"
                    + "|\\bAIza[A-Za-z0-9_-]{30,}|\\b(?:AKIA|ASIA)[A-Z0-9]{16}\\b|\\bya29\\.[A-Za-z0-9_-]{20,}"
                    + "|\\beyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]*"
                    + "|(?<=[Bb]earer )[A-Za-z0-9._~+/=-]{16,}");

    private static final Pattern PRIVATE_KEY = Pattern.compile(
            "-----BEGIN [A-Z ]{0,20}PRIVATE KEY-----[A-Za-z0-9+/=\\s\\\\]{0,8000}(?:-----END [A-Z ]{0,20}PRIVATE"
                    + " KEY-----)?");

    private static final Pattern FIELD = Pattern.compile(
            "(\\\\?\"(?:[a-z_-]{0,30}(?:api[_-]?key|password|passwd|secret|access[_-]?token|refresh[_-]?token|authorization))\\\\?\""
                    + "\\s{0,5}:\\s{0,5}\\\\?\")([^\"\\\\]{1,4000})",
            Pattern.CASE_INSENSITIVE);

    private Redaction() {}

    static String of(String text) {
        var fields = FIELD.matcher(text).replaceAll("$1" + Matcher.quoteReplacement(BLOT));
        var keys = PRIVATE_KEY.matcher(fields).replaceAll(Matcher.quoteReplacement(BLOT));
        return FORMS.matcher(keys).replaceAll(Matcher.quoteReplacement(BLOT));
    }
}
