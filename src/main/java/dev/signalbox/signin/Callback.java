package dev.signalbox.signin;

import com.nimbusds.oauth2.sdk.util.URLUtils;
import dev.signalbox.signin.SignInException.Why;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the browser was sent back with: RFC 6749 section 4.1.2. Also taken in the form {@code code#state} that some vendors show
 * for copying.
 *
 * @param place the address without its parameters, empty for the short form
 */
record Callback(String place, Map<String, String> parameters) {
    private static final int LONGEST = 8000;

    static Callback of(String text) {
        var given = text.strip();
        if (given.length() > LONGEST) {
            throw unreadable();
        }
        if (!given.contains("://")) {
            return shortForm(given);
        }
        try {
            var uri = URI.create(given);
            var place = uri.getScheme() + "://" + uri.getRawAuthority()
                    + (uri.getRawPath() == null ? "" : uri.getRawPath());
            return new Callback(place, query(uri.getRawQuery()));
        } catch (IllegalArgumentException noAddress) {
            throw unreadable();
        }
    }

    private static Callback shortForm(String given) {
        int hash = given.indexOf('#');
        if (hash < 1 || hash == given.length() - 1) {
            throw unreadable();
        }
        return new Callback("", Map.of("code", given.substring(0, hash), "state", given.substring(hash + 1)));
    }

    private static Map<String, String> query(@Nullable String raw) {
        var parameters = new HashMap<String, String>();
        URLUtils.parseParameters(raw).forEach((name, values) -> parameters.put(name, values.getFirst()));
        return parameters;
    }

    String code() {
        return value("code");
    }

    String state() {
        return value("state");
    }

    String error() {
        return parameters.getOrDefault("error", "");
    }

    String explanation() {
        return parameters.getOrDefault("error_description", error());
    }

    private String value(String name) {
        var value = parameters.getOrDefault(name, "");
        if (value.isEmpty()) {
            throw unreadable();
        }
        return value;
    }

    private static SignInException unreadable() {
        return new SignInException(
                Why.BAD_INPUT, "Paste the whole address that the browser was sent to, with code and state in it.");
    }

    @Override
    public String toString() {
        return "Callback[" + place + "]";
    }
}
