package dev.signalbox.wire.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.chat.Protocol;
import dev.signalbox.chat.Quirk;
import dev.signalbox.chat.Tool;
import dev.signalbox.chat.ToolChoice;
import dev.signalbox.wire.FreeText;
import dev.signalbox.wire.FunctionSchema;
import dev.signalbox.wire.Json;
import dev.signalbox.wire.Losses.Field;
import dev.signalbox.wire.StrictSchema;
import java.util.List;

/** Writes the tools and the choice among them. */
final class ToolWriter {
    private final Target target;
    private final ArrayNode tools = Json.array();

    ToolWriter(Target target) {
        this.target = target;
    }

    void write(ObjectNode body) {
        var given = target.request().tools();
        if (target.has(Quirk.NO_TOOLS)) {
            target.losses().addIf(!given.isEmpty(), Field.TOOLS);
            return;
        }
        for (int i = 0; i < given.size(); i++) {
            if (offered(given.get(i))) {
                tool(i, given.get(i), body);
            }
        }
        if (!tools.isEmpty()) {
            body.set("tools", tools);
            choice(body);
            parallel(body);
        } else {
            target.losses().addIf(!given.isEmpty() && forces(target.request().toolChoice()), Field.TOOL_CHOICE);
        }
    }

    private static boolean forces(ToolChoice choice) {
        return choice instanceof ToolChoice.Required
                || choice instanceof ToolChoice.Named
                || (choice instanceof ToolChoice.Allowed allowed && allowed.required());
    }

    /**
     * Whether the client's choice leaves this tool to the model. OpenAI's own clients name the allowed ones in the choice;
     * for the others the rest is not offered, which every server understands.
     */
    private boolean offered(Tool tool) {
        return !(target.request().toolChoice() instanceof ToolChoice.Allowed allowed)
                || target.sameVendor()
                || allowed.names().contains(tool.name());
    }

    private void tool(int index, Tool tool, ObjectNode body) {
        switch (tool) {
            case Tool.Function f -> tools.add(function(index, f));
            case Tool.Custom c -> tools.add(custom(index, c));
            case Tool.BuiltIn b -> {
                if (b.origin() != Protocol.OPENAI_CHAT) {
                    target.losses().add("tools." + index);
                } else if (b.name().equals(ToolReader.SEARCH_OPTIONS)) {
                    body.set(ToolReader.SEARCH_OPTIONS, searchOptions(Json.tree(b.definition())));
                } else {
                    tools.add(Json.tree(b.definition()));
                }
            }
        }
    }

    private ObjectNode function(int index, Tool.Function given) {
        var node = ContentWriter.typed("function");
        var function = node.putObject("function").put("name", target.names().provided(given.name()));
        var told = given.told();
        if (told != null) {
            function.put("description", told);
        }
        var schema = FunctionSchema.of(given.parameters());
        function.set("parameters", schema);
        if (given.strict() != null) {
            boolean refused = given.strict() && !target.sameVendor() && !StrictSchema.allows(schema);
            target.losses().addIf(refused, "tools.strict");
            function.put("strict", given.strict() && !refused);
        }
        given.extras().forEach((name, value) -> {
            if (target.sameProtocol()) {
                function.set(name, Json.tree(value));
            } else {
                target.losses().add("tools." + index + "." + name);
            }
        });
        target.cache(node, given.cache());
        return node;
    }

    private ObjectNode custom(int index, Tool.Custom given) {
        var name = target.names().provided(given.name());
        boolean own = target.sameProtocol();
        var node = ContentWriter.typed(own ? "custom" : "function");
        var inner = node.putObject(own ? "custom" : "function").put("name", name);
        var description = own ? given.told() : FreeText.description(given);
        if (description != null && !description.isEmpty()) {
            inner.put("description", description);
        }
        if (!own) {
            inner.set("parameters", Json.tree(FreeText.SCHEMA));
            target.losses().addIf(FreeText.hasGrammar(given), "tools." + index + ".format");
        } else if (given.format() != null) {
            inner.set("format", nested(Json.tree(given.format())));
        }
        return node;
    }

    /** Chat nests a grammar that is flat in the canonical form. */
    private static JsonNode nested(JsonNode format) {
        if (!(format instanceof ObjectNode flat) || !flat.path("type").asText().equals("grammar")) {
            return format;
        }
        var grammar = flat.deepCopy();
        grammar.remove("type");
        var nested = ContentWriter.typed("grammar");
        nested.set("grammar", grammar);
        return nested;
    }

    private static ObjectNode searchOptions(JsonNode definition) {
        var options = Json.object();
        for (var field : definition.properties()) {
            boolean flat = field.getKey().equals("user_location") && field.getValue() instanceof ObjectNode;
            if (flat && field.getValue() instanceof ObjectNode location && !location.has("approximate")) {
                var approximate = location.deepCopy();
                approximate.remove("type");
                options.putObject("user_location").put("type", "approximate").set("approximate", approximate);
            } else if (!field.getKey().equals("type")) {
                options.set(field.getKey(), field.getValue());
            }
        }
        return options;
    }

    private void choice(ObjectNode body) {
        var choice = target.request().toolChoice();
        if (forces(choice) && target.has(Quirk.NO_FORCED_TOOL_CHOICE)) {
            target.losses().add(Field.TOOL_CHOICE);
            return;
        }
        switch (choice) {
            case ToolChoice.Auto a -> {}
            case ToolChoice.None n -> body.put("tool_choice", "none");
            case ToolChoice.Required r -> body.put("tool_choice", "required");
            case ToolChoice.Named named -> named(body, named.name());
            case ToolChoice.Allowed allowed -> allowed(body, allowed);
        }
    }

    private void named(ObjectNode body, String name) {
        if (written(name)) {
            body.set("tool_choice", reference(name));
        } else {
            target.losses().add(Field.TOOL_CHOICE);
        }
    }

    private void allowed(ObjectNode body, ToolChoice.Allowed allowed) {
        if (!target.sameVendor()) {
            if (allowed.required()) {
                body.put("tool_choice", "required");
            }
            return;
        }
        var choice = body.putObject("tool_choice").put("type", "allowed_tools");
        var inner = choice.putObject("allowed_tools").put("mode", allowed.required() ? "required" : "auto");
        var list = inner.putArray("tools");
        allowed.names().stream().filter(this::written).forEach(n -> list.add(reference(n)));
    }

    private boolean written(String name) {
        var provided = target.names().provided(name);
        for (var tool : tools) {
            var type = tool.path("type").asText();
            if (tool.path(type).path("name").asText(type).equals(provided)) {
                return true;
            }
        }
        return false;
    }

    private ObjectNode reference(String name) {
        var tool = target.request().tool(name).orElse(null);
        if (tool instanceof Tool.BuiltIn) {
            return ContentWriter.typed(name);
        }
        var type = tool instanceof Tool.Custom && target.sameProtocol() ? "custom" : "function";
        var node = ContentWriter.typed(type);
        node.putObject(type).put("name", target.names().provided(name));
        return node;
    }

    private void parallel(ObjectNode body) {
        var parallel = target.request().parallelToolCalls();
        if (parallel == null) {
            return;
        }
        if (target.has(Quirk.NO_PARALLEL_TOOL_CALLS)) {
            target.losses().addIf(!parallel, Field.PARALLEL_TOOL_CALLS);
            return;
        }
        body.put("parallel_tool_calls", parallel);
    }

    /** The custom tools that went out as functions. */
    List<String> wrapped() {
        return target.sameProtocol()
                ? List.of()
                : target.request().tools().stream()
                        .filter(Tool.Custom.class::isInstance)
                        .map(Tool::name)
                        .toList();
    }
}
