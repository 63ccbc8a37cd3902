package dev.signalbox.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** The events of one streamed response, numbered. */
final class ResponsesStream {
    private final Answer answer;
    private final List<String> frames = new ArrayList<>();

    ResponsesStream(Answer answer) {
        this.answer = answer;
    }

    List<String> frames() {
        add("response.created", withResponse("in_progress"));
        add("response.in_progress", withResponse("in_progress"));
        add("response.output_item.added", withItem(false));
        if (answer.call() == null) {
            text();
        } else {
            arguments(answer.call().arguments().toString());
        }
        add("response.output_item.done", withItem(true));
        add("response.completed", withResponse("completed"));
        return frames;
    }

    private void text() {
        add("response.content_part.added", content().set("part", ResponsesDialect.part("")));
        for (var piece : answer.pieces()) {
            var delta = content().put("delta", piece);
            delta.putArray("logprobs");
            add("response.output_text.delta", delta);
        }
        var done = content().put("text", answer.text());
        done.putArray("logprobs");
        add("response.output_text.done", done);
        add("response.content_part.done", content().set("part", ResponsesDialect.part(answer.text())));
    }

    private void arguments(String arguments) {
        add("response.function_call_arguments.delta", call().put("delta", arguments.substring(0, 4)));
        add("response.function_call_arguments.delta", call().put("delta", arguments.substring(4)));
        add("response.function_call_arguments.done", call().put("arguments", arguments));
    }

    private static ObjectNode content() {
        return Rules.object().put("item_id", "msg_1").put("output_index", 0).put("content_index", 0);
    }

    private static ObjectNode call() {
        return Rules.object().put("item_id", "fc_1").put("output_index", 0);
    }

    private ObjectNode withResponse(String status) {
        return Rules.object().set("response", ResponsesDialect.response(answer, status));
    }

    private ObjectNode withItem(boolean done) {
        return Rules.object().put("output_index", 0).set("item", ResponsesDialect.item(answer, done));
    }

    private void add(String type, ObjectNode event) {
        event.put("type", type).put("sequence_number", frames.size());
        frames.add(Rules.sse(type, event));
    }
}
