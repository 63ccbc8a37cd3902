package dev.signalbox.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.signalbox.chat.ChatException;
import dev.signalbox.chat.Failure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Changes single top-level fields of a JSON object and leaves every other byte as it is: no tree, no other order, no other
 * number. A field that occurs twice is replaced at its last place and removed at all.
 */
public final class JsonSplice {
    /** A field, from the quote of its name to the end of its value. */
    private record Member(String name, int start, int value, int end) {}

    private final byte[] body;
    private final List<Member> members;
    private final Map<String, String> changed = new LinkedHashMap<>();
    private Predicate<String> removed = name -> false;

    private JsonSplice(byte[] body, List<Member> members) {
        this.body = body;
        this.members = members;
    }

    /**
     * Finds the fields.
     *
     * @throws ChatException with CLIENT_FAULT when the body is not one JSON object
     */
    public static JsonSplice of(byte[] body) {
        try (JsonParser parser = Json.factory().createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw Failure.badRequest("The request body must be a JSON object.", null)
                        .asException();
            }
            var members = new ArrayList<Member>();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                members.add(member(parser));
            }
            if (parser.nextToken() != null) {
                throw Failure.badRequest("The request body must be one JSON object, and something follows it.", null)
                        .asException();
            }
            return new JsonSplice(body, members);
        } catch (IOException e) {
            throw Json.malformed(e);
        }
    }

    private static Member member(JsonParser parser) throws IOException {
        var name = parser.currentName();
        int start = (int) parser.currentTokenLocation().getByteOffset();
        parser.nextToken();
        int value = (int) parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        parser.finishToken();
        return new Member(name, start, value, (int) parser.currentLocation().getByteOffset());
    }

    public boolean has(String name) {
        return members.stream().anyMatch(member -> member.name().equals(name));
    }

    /** The bytes of a field's value as they are, empty when there is no such field. */
    public Optional<byte[]> value(String name) {
        return members.reversed().stream()
                .filter(member -> member.name().equals(name))
                .findFirst()
                .map(member -> Arrays.copyOfRange(body, member.value(), member.end()));
    }

    /** Whether a field has this value, written without spaces. */
    public boolean is(String name, String json) {
        return value(name)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8).equals(json))
                .orElse(false);
    }

    /** Gives a field this JSON value; one that is not there yet comes last. */
    public JsonSplice set(String name, String json) {
        changed.put(name, json);
        return this;
    }

    public JsonSplice remove(String name) {
        return removeIf(name::equals);
    }

    /** Removes the fields of these names. */
    public JsonSplice removeIf(Predicate<String> names) {
        removed = removed.or(names);
        return this;
    }

    /** The names of fields, as they come. */
    public List<String> names() {
        return members.stream().map(Member::name).toList();
    }

    /** The object with the changes. */
    public byte[] bytes() {
        if (changed.isEmpty() && members.stream().noneMatch(member -> removed.test(member.name()))) {
            return body;
        }
        int head = members.isEmpty() ? indexOfBrace() + 1 : members.getFirst().start();
        int tail = members.isEmpty() ? head : members.getLast().end();
        var out = new ByteArrayOutputStream(body.length + 64 * changed.size());
        out.write(body, 0, head);
        var left = new LinkedHashMap<>(changed);
        boolean first = true;
        for (int i = 0; i < members.size(); i++) {
            var member = members.get(i);
            if (removed.test(member.name())) {
                continue;
            }
            if (!first) {
                int before = members.get(i - 1).end();
                out.write(body, before, member.start() - before);
            }
            first = false;
            write(member, left, out);
        }
        for (var added : left.entrySet()) {
            var text = (first ? "" : ",") + Json.quote(added.getKey()) + ":" + added.getValue();
            out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
            first = false;
        }
        out.write(body, tail, body.length - tail);
        return out.toByteArray();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void write(Member member, Map<String, String> left, ByteArrayOutputStream out) {
        var replacement = changed.get(member.name());
        if (replacement == null) {
            out.write(body, member.start(), member.end() - member.start());
            return;
        }
        out.write(body, member.start(), member.value() - member.start());
        out.writeBytes(utf8(replacement));
        left.remove(member.name());
    }

    private int indexOfBrace() {
        int i = 0;
        while (body[i] != '{') {
            i++;
        }
        return i;
    }
}
