package dev.signalbox.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the body of an error says, whichever vendor's shape it has: {@code {"error":{…}}}, Anthropic's {@code {"type":"error"}}
 * around it, Google's array of one, Ollama's {@code {"error":"text"}}, {@code detail} or {@code message} alone, plain text.
 *
 * @param code the vendor's code as text, for the client
 * @param status the HTTP status that the body names, 0 when it names none
 * @param signals codes, types, Google's status and reasons in lower case: what classification looks at
 */
record ErrorDetails(
        String message,
        @Nullable String code,
        @Nullable String param,
        int status,
        List<String> signals,
        JsonNode error) {
    private static final int MAX_MESSAGE = 2000;
    private static final Pattern SECRET = Pattern.compile(
            "(?i)(bearer\\s+|key=)[^\\s\"'&]{6,}|\\b(sk-|AIza|ya29\\.|gh[opsu]_|eyJ)[A-Za-z0-9_.*-]{8,}");

    /** MiniMax's own codes, which come with status 200, and the statuses that mean the same. */
    private static final Map<Integer, Integer> MINIMAX = Map.ofEntries(
            Map.entry(1001, 504),
            Map.entry(1002, 429),
            Map.entry(1004, 401),
            Map.entry(1008, 402),
            Map.entry(1026, 400),
            Map.entry(1027, 400),
            Map.entry(1039, 429),
            Map.entry(2013, 400),
            Map.entry(2049, 401),
            Map.entry(2056, 429));

    private static final int MINIMAX_PLAN_USED_UP = 2056;

    ErrorDetails {
        signals = List.copyOf(signals);
    }

    static ErrorDetails of(byte[] body) {
        return Json.parse(body)
                .filter(JsonNode::isContainerNode)
                .map(ErrorDetails::of)
                .orElseGet(() -> {
                    var text = new String(body, StandardCharsets.UTF_8).strip();
                    return new ErrorDetails(
                            text.startsWith("<") ? "" : clean(text), null, null, 0, List.of(), Json.object());
                });
    }

    static ErrorDetails of(JsonNode body) {
        var root = body.isArray() && !body.isEmpty() ? body.get(0) : body;
        if (isMiniMax(root)) {
            return miniMax(root.get("base_resp"));
        }
        var response = root.path("response").path("error");
        var error = response.isObject() ? response : root.path("error");
        if (error.isTextual()) {
            return new ErrorDetails(clean(error.asText()), text(root, "code"), null, number(root), signals(root), root);
        }
        var node = error.isObject() ? error : root;
        int status = number(node) > 0 ? number(node) : number(root);
        return new ErrorDetails(
                clean(message(node)), text(node, "code"), text(node, "param"), status, signals(node), node);
    }

    /** Whether a body says by MiniMax's own code that something failed. */
    static boolean isMiniMax(JsonNode body) {
        return body.path("base_resp").path("status_code").asInt(0) != 0;
    }

    private static ErrorDetails miniMax(JsonNode told) {
        int code = told.path("status_code").asInt();
        List<String> signals = code == MINIMAX_PLAN_USED_UP ? List.of("usage_limit_reached") : List.of();
        return new ErrorDetails(
                clean(told.path("status_msg").asText("")),
                Integer.toString(code),
                null,
                MINIMAX.getOrDefault(code, 502),
                signals,
                told);
    }

    private static String message(JsonNode node) {
        for (var name : new String[] {"message", "detail", "error_description", "msg"}) {
            var value = node.path(name);
            if (value.isTextual() && !value.asText().isBlank()) {
                return value.asText();
            }
            if (value.isContainerNode() && !value.isEmpty()) {
                return value.toString();
            }
        }
        return "";
    }

    private static @Nullable String text(JsonNode node, String name) {
        var value = node.path(name);
        return value.isTextual() && !value.asText().isBlank() ? value.asText() : null;
    }

    private static int number(JsonNode node) {
        for (var name : new String[] {"status_code", "http_code", "status", "code"}) {
            var value = node.path(name);
            boolean digits =
                    value.isInt() || (value.isTextual() && value.asText().matches("[1-5][0-9]{2}"));
            if (digits && value.asInt() >= 100 && value.asInt() < 600) {
                return value.asInt();
            }
        }
        return 0;
    }

    private static List<String> signals(JsonNode node) {
        var signals = new ArrayList<String>();
        for (var name : new String[] {"code", "type", "status"}) {
            add(signals, node.path(name));
        }
        add(signals, node.path("details").path("error_code"));
        for (var detail : node.path("details")) {
            add(signals, detail.path("reason"));
            for (var violation : detail.path("violations")) {
                add(signals, violation.path("quotaId"));
            }
        }
        return signals;
    }

    private static void add(List<String> signals, JsonNode value) {
        if (value.isTextual()) {
            signals.add(value.asText().toLowerCase(Locale.ROOT));
        }
    }

    private static String clean(String message) {
        var hidden = SECRET.matcher(message.strip()).replaceAll("***");
        return hidden.length() > MAX_MESSAGE ? hidden.substring(0, MAX_MESSAGE) : hidden;
    }
}
