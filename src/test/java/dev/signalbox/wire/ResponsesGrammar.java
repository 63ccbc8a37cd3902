package dev.signalbox.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A stream of Responses: numbered without gaps, items announced before they are filled and done once, deltas that add up to
 * what their done events and items say, and a last event whose response holds exactly the items that were done.
 */
final class ResponsesGrammar implements StreamGrammar.Steps {
    private static final Set<String> ENDS = Set.of("response.completed", "response.incomplete", "response.failed");

    private final TreeMap<Integer, JsonNode> done = new TreeMap<>();
    private final Map<Integer, String> open = new HashMap<>();
    private final Map<String, StringBuilder> texts = new HashMap<>();
    private final Map<Integer, ArrayNode> contents = new HashMap<>();
    private final Set<String> partsOpen = new HashSet<>();
    private int number;
    private int items;
    private String id = "";
    private boolean ended;

    @Override
    public void frame(Frame frame, JsonNode data) {
        var type = data.path("type").asText();
        assertThat(frame.event()).as("name of the event").isEqualTo(type);
        assertThat(ended).as("an event after the end: " + data).isFalse();
        assertThat(data.path("sequence_number").asInt(-1))
                .as("number of " + type)
                .isEqualTo(number);
        if (number++ == 0) {
            assertThat(type).isEqualTo("response.created");
        }
        switch (type) {
            case "response.created", "response.in_progress", "response.queued" -> envelope(data.path("response"));
            case "response.output_item.added" -> added(data);
            case "response.output_item.done" -> itemDone(data);
            case "response.content_part.added" -> partAdded(data);
            case "response.content_part.done" -> partDone(data);
            case "response.output_text.delta" -> delta(data, "message");
            case "response.output_text.done" -> whole(data, "text");
            case "response.refusal.delta" -> delta(data, "message");
            case "response.refusal.done" -> whole(data, "refusal");
            case "response.output_text.annotation.added" ->
                assertThat(partsOpen).contains(place(data));
            case "response.reasoning_summary_part.added" -> texts.put(place(data), new StringBuilder());
            case "response.reasoning_summary_text.delta" -> delta(data, "reasoning");
            case "response.reasoning_summary_text.done" -> whole(data, "text");
            case "response.reasoning_summary_part.done" ->
                assertThat(data.at("/part/text").asText()).isEqualTo(text(place(data)));
            case "response.function_call_arguments.delta" -> delta(data, "function_call");
            case "response.function_call_arguments.done" -> whole(data, "arguments");
            case "response.custom_tool_call_input.delta" -> delta(data, "custom_tool_call");
            case "response.custom_tool_call_input.done" -> whole(data, "input");
            default -> {
                if (ENDS.contains(type)) {
                    last(type, data.path("response"));
                } else {
                    assertThat(type).startsWith("response.web_search_call.");
                }
            }
        }
    }

    private void envelope(JsonNode response) {
        assertThat(response.path("id").asText()).isNotEmpty();
        assertThat(id.isEmpty() ? response.path("id").asText() : id)
                .isEqualTo(response.path("id").asText());
        id = response.path("id").asText();
        assertThat(response.path("object").asText()).isEqualTo("response");
        assertThat(response.path("created_at").asLong()).isPositive();
        assertThat(response.path("model").isTextual()).isTrue();
        assertThat(response.path("output").isArray()).isTrue();
        for (var demanded : new String[] {
            "error",
            "incomplete_details",
            "instructions",
            "metadata",
            "parallel_tool_calls",
            "temperature",
            "tool_choice",
            "tools",
            "top_p"
        }) {
            assertThat(response.has(demanded)).as(demanded).isTrue();
        }
    }

    private void added(JsonNode data) {
        assertThat(data.path("output_index").asInt(-1)).isEqualTo(items++);
        var item = data.path("item");
        assertThat(item.path("id").asText()).isNotEmpty();
        open.put(
                data.path("output_index").asInt(),
                item.path("type").asText() + " " + item.path("id").asText());
        contents.put(data.path("output_index").asInt(), Json.array());
        if (item.path("type").asText().equals("message")) {
            assertThat(item.path("content")).as("announced empty").isEmpty();
        }
    }

    /** Where a piece belongs: item, and content or summary within it. */
    private String place(JsonNode data) {
        int item = data.path("output_index").asInt(-1);
        assertThat(open).as("the item of " + data).containsKey(item);
        assertThat(open.get(item)).endsWith(" " + data.path("item_id").asText());
        return item + "."
                + data.path("content_index").asInt(data.path("summary_index").asInt(0));
    }

    private String text(String place) {
        return texts.getOrDefault(place, new StringBuilder()).toString();
    }

    private void partAdded(JsonNode data) {
        var place = place(data);
        assertThat(data.path("content_index").asInt(-1))
                .isEqualTo(contents.get(data.path("output_index").asInt()).size());
        assertThat(partsOpen.add(place)).isTrue();
        texts.put(place, new StringBuilder());
    }

    private void partDone(JsonNode data) {
        var place = place(data);
        assertThat(partsOpen.remove(place)).isTrue();
        var part = data.path("part");
        assertThat(
                        part.path("type").asText().equals("refusal")
                                ? part.path("refusal").asText()
                                : part.path("text").asText())
                .isEqualTo(text(place));
        contents.get(data.path("output_index").asInt()).add(part);
    }

    private void delta(JsonNode data, String kind) {
        var place = place(data);
        assertThat(open.get(data.path("output_index").asInt())).startsWith(kind + " ");
        assertThat(!kind.equals("message") || partsOpen.contains(place))
                .as("an open part")
                .isTrue();
        assertThat(data.path("delta").isTextual()).isTrue();
        texts.computeIfAbsent(place, p -> new StringBuilder())
                .append(data.path("delta").asText());
    }

    private void whole(JsonNode data, String field) {
        assertThat(data.path(field).asText()).as(field).isEqualTo(text(place(data)));
    }

    private void itemDone(JsonNode data) {
        int index = data.path("output_index").asInt(-1);
        var item = data.path("item");
        assertThat(open.remove(index))
                .isEqualTo(item.path("type").asText() + " " + item.path("id").asText());
        assertThat(partsOpen).noneMatch(p -> p.startsWith(index + "."));
        switch (item.path("type").asText()) {
            case "message" -> assertThat((JsonNode) contents.get(index)).isEqualTo(item.path("content"));
            case "function_call" -> assertThat(item.path("arguments").asText()).isEqualTo(text(index + ".0"));
            case "custom_tool_call" -> assertThat(item.path("input").asText()).isEqualTo(text(index + ".0"));
            default -> {}
        }
        done.put(index, item);
    }

    private void last(String type, JsonNode response) {
        ended = true;
        envelope(response);
        assertThat("response." + response.path("status").asText()).isEqualTo(type);
        if (type.equals("response.failed")) {
            assertThat(response.at("/error/code").asText()).isNotEmpty();
            assertThat(response.at("/error/message").isTextual()).isTrue();
            return;
        }
        assertThat(open).as("items open at the end").isEmpty();
        var all = Json.array();
        done.values().forEach(all::add);
        assertThat(response.path("output")).isEqualTo(all);
        if (type.equals("response.incomplete")) {
            assertThat(response.at("/incomplete_details/reason").asText()).isIn("max_output_tokens", "content_filter");
        }
    }

    @Override
    public void end() {
        assertThat(ended).as("has an end").isTrue();
    }
}
