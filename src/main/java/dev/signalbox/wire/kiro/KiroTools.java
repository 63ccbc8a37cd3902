package dev.signalbox.wire.kiro;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.chat.ChatRequest;
import dev.signalbox.chat.RawJson;
import dev.signalbox.chat.Tool;
import dev.signalbox.chat.ToolChoice;
import dev.signalbox.wire.FreeText;
import dev.signalbox.wire.FunctionSchema;
import dev.signalbox.wire.Json;
import dev.signalbox.wire.Losses;
import dev.signalbox.wire.Losses.Field;
import dev.signalbox.wire.ToolNames;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The tools, which stand in the current message. One that the conversation used must be among them, offered or not. */
final class KiroTools {
    private final ChatRequest request;
    private final ToolNames names;
    private final Losses losses;
    private final Set<String> freeText = new HashSet<>();
    private final Set<String> declared = new HashSet<>();
    private final ArrayNode tools = Json.array();

    KiroTools(ChatRequest request, ToolNames names, Losses losses) {
        this.request = request;
        this.names = names;
        this.losses = losses;
    }

    /** The client's names of custom tools, which go as functions. */
    Set<String> freeText() {
        return freeText;
    }

    void write(ObjectNode current, List<KiroTurns.Turn> turns) {
        for (int i = 0; i < request.tools().size(); i++) {
            tool(i, request.tools().get(i));
        }
        for (var turn : turns) {
            turn.called().stream()
                    .filter(name -> !declared.contains(name))
                    .forEach(name -> declare(name, "Used earlier in this conversation.", null));
        }
        losses.addIf(forced() && !request.tools().isEmpty(), Field.TOOL_CHOICE);
        if (!tools.isEmpty()) {
            context(current).set("tools", tools);
        }
    }

    static ObjectNode context(ObjectNode message) {
        return message.get("userInputMessageContext") instanceof ObjectNode given
                ? given
                : message.putObject("userInputMessageContext");
    }

    private void tool(int index, Tool tool) {
        if (!offered(tool)) {
            return;
        }
        var name = names.provided(tool.name());
        switch (tool) {
            case Tool.Function f -> {
                losses.addIf(f.cache() != null, Field.CACHE_CONTROL);
                declare(name, f.told(), f.parameters());
            }
            case Tool.Custom c -> {
                freeText.add(c.name());
                declare(name, c.told(), FreeText.SCHEMA);
            }
            case Tool.BuiltIn b -> losses.add("tools." + index);
        }
    }

    private boolean offered(Tool tool) {
        return switch (request.toolChoice()) {
            case ToolChoice.None none -> false;
            case ToolChoice.Allowed allowed -> allowed.names().contains(tool.name());
            case ToolChoice.Auto auto -> true;
            case ToolChoice.Required required -> true;
            case ToolChoice.Named named -> true;
        };
    }

    /** Whether the client wants a call where Kiro's model decides. */
    private boolean forced() {
        return switch (request.toolChoice()) {
            case ToolChoice.Auto auto -> false;
            case ToolChoice.None none -> false;
            case ToolChoice.Required required -> true;
            case ToolChoice.Named named -> true;
            case ToolChoice.Allowed allowed -> allowed.required();
        };
    }

    private void declare(String name, @Nullable String description, @Nullable RawJson parameters) {
        if (!declared.add(name)) {
            return;
        }
        var specification = tools.addObject().putObject("toolSpecification");
        specification.put("name", name);
        specification.put("description", description == null || description.isBlank() ? name : description);
        specification.putObject("inputSchema").set("json", FunctionSchema.of(parameters));
    }
}
