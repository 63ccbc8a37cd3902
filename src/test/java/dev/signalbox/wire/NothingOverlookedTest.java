package dev.signalbox.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.chat.ChatException;
import dev.signalbox.chat.Protocol;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Whatever the request of a client holds, its reader keeps it, names it as unread or refuses it: nothing goes by unseen, in no
 * place, what no vendor has thought of yet included. Shown on the requests of all decisions.
 */
class NothingOverlookedTest {
    /** What another field of the same request settles, by the case that decides so, and the defaults that are spelled out. */
    private static final Set<String> SETTLED_ELSEWHERE = Set.of(
            "some-responses-with-ids.json .contents.parts.functionResponse.name",
            "part-before-message.json .messages.cache_control.ttl",
            "waiver-on-the-first-call.json .messages.tool_calls.extra_content.google.thought_signature",
            "allowed-tools.json .tool_choice.mode");

    /** A second declaration of a name, and what says of thoughts again what their details say. */
    private static final Pattern SAID_TWICE = Pattern.compile("declared-twice.json \\.input\\.tools.*"
            + "|details-of-openrouter-.* \\.messages\\.reasoning(_content|_details\\.(format|id|index))?");

    @Test
    void noticesAFieldThatNobodyKnowsInEveryPlace() throws IOException {
        var overlooked = new TreeSet<String>();
        for (var given : requests()) {
            objects(given.body(), JsonPointer.empty())
                    .filter(place -> given.readsSame(place, object -> object.put("some_future_field", "wish")))
                    .forEach(place -> overlooked.add(given + plain(place)));
        }
        overlooked.removeIf(SAID_TWICE.asMatchPredicate());
        assertThat(overlooked).isEmpty();
    }

    @Test
    void noticesEachValue() throws IOException {
        var overlooked = new TreeSet<String>();
        for (var given : requests()) {
            objects(given.body(), JsonPointer.empty())
                    .flatMap(place -> values((ObjectNode) given.body().at(place), place))
                    .filter(field -> given.readsSame(field.head(), object -> object.remove(name(field))))
                    .filter(field -> given.readsSame(
                            field.head(), object -> object.replace(name(field), other(object.get(name(field))))))
                    .forEach(field -> overlooked.add(given + plain(field)));
        }
        assertThat(overlooked).containsAll(SETTLED_ELSEWHERE);
        overlooked.removeIf(name ->
                SETTLED_ELSEWHERE.contains(name) || SAID_TWICE.matcher(name).matches());
        assertThat(overlooked).isEmpty();
    }

    private static List<Given> requests() throws IOException {
        var requests = new ArrayList<Given>();
        for (var file : DecisionsTest.cases()) {
            var decision = Json.parse(Files.readAllBytes(file)).orElseThrow();
            if (decision.path("request") instanceof ObjectNode body && !decision.has("refused")) {
                var from = Protocol.of(decision.path("from").asText()).orElseThrow();
                requests.add(new Given(file.getFileName().toString(), from, body));
            }
        }
        assertThat(requests).hasSizeGreaterThan(200);
        return requests;
    }

    private static Stream<JsonPointer> objects(JsonNode node, JsonPointer at) {
        if (node.isArray()) {
            return IntStream.range(0, node.size()).boxed().flatMap(i -> objects(node.get(i), at.appendIndex(i)));
        }
        var inside = node.propertyStream().flatMap(f -> objects(f.getValue(), at.appendProperty(f.getKey())));
        return node.isObject() ? Stream.concat(Stream.of(at), inside) : inside;
    }

    private static Stream<JsonPointer> values(ObjectNode object, JsonPointer at) {
        return object.propertyStream()
                .filter(field ->
                        field.getValue().isValueNode() && !field.getKey().equals("type"))
                .map(Map.Entry::getKey)
                .map(at::appendProperty);
    }

    private static String name(JsonPointer field) {
        return field.last().getMatchingProperty();
    }

    private static JsonNode other(JsonNode value) {
        var make = Json.object();
        return value.isTextual()
                ? make.textNode(value.textValue() + "x")
                : value.isBoolean() ? make.booleanNode(!value.booleanValue()) : make.textNode("odd");
    }

    private static String plain(JsonPointer place) {
        return place.toString().replaceAll("/\\d+", "").replace('/', '.');
    }

    private record Given(String name, Protocol from, ObjectNode body) {

        interface Change {
            void of(ObjectNode object);
        }

        boolean readsSame(JsonPointer place, Change change) {
            var changed = body.deepCopy();
            change.of((ObjectNode) changed.at(place));
            return read(changed).equals(read(body));
        }

        private Object read(ObjectNode request) {
            try {
                return AllCodecs.client(from)
                        .readRequest(Json.bytes(request), from == Protocol.GEMINI ? "some-model" : "", true);
            } catch (ChatException refused) {
                return refused.failure();
            }
        }

        @Override
        public String toString() {
            return name + " ";
        }
    }
}
