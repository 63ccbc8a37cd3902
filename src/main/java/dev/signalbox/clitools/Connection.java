package dev.signalbox.clitools;

import java.util.regex.Pattern;

/**
 * What a tool needs to know of the gateway. All three end up inside quotes of JSON, TOML, YAML, shells and programs, so none
 * may hold a character that means something there.
 *
 * @param baseUrl the gateway's address without a trailing slash and without {@code /v1}
 * @param key an API key, or words that stand for it
 * @param model what to ask for
 */
public record Connection(String baseUrl, String key, String model) {
    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9._:/@()+~\\[\\]-]{1,500}");

    public Connection {
        check("baseUrl", baseUrl);
        check("key", key);
        check("model", model);
        if (baseUrl.endsWith("/")) {
            throw new IllegalArgumentException("baseUrl");
        }
    }

    private static void check(String name, String value) {
        if (!isHarmless(value)) {
            throw new IllegalArgumentException(name);
        }
    }

    /** Whether a value can stand in a configuration text as it is. */
    public static boolean isHarmless(String value) {
        return HARMLESS.matcher(value).matches();
    }
}
