package dev.signalbox.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A vendor's variant of a protocol: checks what is the vendor's own, then lets the protocol check the rest. */
abstract class Inside implements Dialect {
    final Dialect inner;
    private final String family;

    Inside(Dialect inner, String family) {
        this.inner = inner;
        this.family = family;
    }

    /** The request as the protocol has it, or a refusal. */
    abstract Received open(Received request);

    static Received inner(Received outer, String path, String query, JsonNode json, Map<String, String> more) {
        var headers = new HashMap<>(outer.headers());
        headers.putAll(more);
        return new Received(path, outer.rawPath(), query, headers, outer.body(), json, outer.outcome());
    }

    static String bearer(Received request) {
        var header = request.headers().getOrDefault("authorization", "");
        if (!header.equals("Bearer " + Vendor.KEY)) {
            throw new Refusal(401, "The bearer token is not valid: " + header);
        }
        return header;
    }

    static String segment(Pattern pattern, String path) {
        var found = pattern.matcher(path);
        if (!found.matches()) {
            throw new Refusal(404, "Not found: " + path);
        }
        return found.group(1);
    }

    @Override
    public void check(Received request) {
        inner.check(open(request));
    }

    @Override
    public String model(Received request) {
        try {
            var model = inner.model(open(request));
            return model.startsWith(family) ? model.substring(family.length()) : model;
        } catch (Refusal refused) {
            return "";
        }
    }

    @Override
    public boolean stream(Received request) {
        return inner.stream(open(request));
    }

    @Override
    public Prompt prompt(JsonNode body) {
        return inner.prompt(body);
    }

    @Override
    public ObjectNode document(Answer answer) {
        return inner.document(answer);
    }

    @Override
    public List<String> frames(Answer answer) {
        return inner.frames(answer);
    }

    @Override
    public ObjectNode error(int status, String message) {
        return inner.error(status, message);
    }

    @Override
    public String streamType() {
        return inner.streamType();
    }
}
