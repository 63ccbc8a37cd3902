package dev.signalbox.wire.ollama;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.chat.ChatRequest;
import dev.signalbox.chat.Tool;
import dev.signalbox.chat.ToolChoice;
import dev.signalbox.wire.FormatPrompt;
import dev.signalbox.wire.FreeText;
import dev.signalbox.wire.FunctionSchema;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one tool that must be called, at servers that know no such thing but hold an answer to a schema: the answer asked for
 * is the tool's arguments, and is read as a call of it.
 */
record ForcedCall(String name, @Nullable String description, ObjectNode schema) {

    /** Empty unless exactly one tool is forced, and that is one of the client's own. */
    static Optional<ForcedCall> of(ChatRequest request) {
        return switch (request.toolChoice()) {
            case ToolChoice.Named named -> request.tool(named.name()).flatMap(ForcedCall::of);
            case ToolChoice.Required required -> only(request.tools());
            case ToolChoice.Allowed allowed ->
                allowed.required()
                        ? only(request.tools().stream()
                                .filter(t -> allowed.names().contains(t.name()))
                                .toList())
                        : Optional.empty();
            case ToolChoice.Auto auto -> Optional.empty();
            case ToolChoice.None none -> Optional.empty();
        };
    }

    private static Optional<ForcedCall> only(List<Tool> tools) {
        return tools.size() == 1 ? of(tools.getFirst()) : Optional.empty();
    }

    private static Optional<ForcedCall> of(Tool tool) {
        return switch (tool) {
            case Tool.Function f -> Optional.of(new ForcedCall(f.name(), f.told(), FunctionSchema.of(f.parameters())));
            case Tool.Custom c ->
                Optional.of(new ForcedCall(c.name(), FreeText.description(c), FunctionSchema.of(FreeText.SCHEMA)));
            case Tool.BuiltIn b -> Optional.empty();
        };
    }

    /** The request with the wish told in words: a schema alone says nothing of what it is for. */
    ChatRequest told(ChatRequest request) {
        var what = description == null || description.isEmpty() ? "" : " What it does: " + description;
        return FormatPrompt.with(
                request,
                "Call the tool \"" + name
                        + "\" now: answer with the JSON object of its arguments and nothing else, fitting"
                        + " this JSON schema.\n" + schema + (what.isEmpty() ? "" : "\n" + what.strip()));
    }
}
