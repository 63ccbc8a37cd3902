package dev.signalbox.wire.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.chat.ChatRequest;
import dev.signalbox.chat.Part;
import dev.signalbox.chat.Protocol;
import dev.signalbox.chat.Tool;
import dev.signalbox.chat.ToolChoice;
import dev.signalbox.wire.Fields;
import dev.signalbox.wire.FunctionSchema;
import dev.signalbox.wire.Json;
import dev.signalbox.wire.Losses;
import dev.signalbox.wire.StrictSchema;
import dev.signalbox.wire.ToolNames;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes tool declarations, nested in their namespaces again, and the choice among them. */
final class ToolWriter {
    private final ChatRequest request;
    private final ToolNames names;
    private static final Set<String> CARRIED =
            Set.of("type", "name", "allowed_domains", "user_location", "cache_control");

    private final Losses losses;
    private final Map<String, JsonNode> builtIns = new HashMap<>();

    ToolWriter(ChatRequest request, ToolNames names, Losses losses) {
        this.request = request;
        this.names = names;
        this.losses = losses;
    }

    ArrayNode tools() {
        var tools = Json.array();
        var namespaces = new HashMap<String, ArrayNode>();
        var found = found();
        for (int i = 0; i < request.tools().size(); i++) {
            var tool = request.tools().get(i);
            if (found.contains(tool.name())) {
                continue;
            }
            var into = into(tools, namespaces, Namespaces.declared(tool));
            switch (tool) {
                case Tool.Function f -> into.add(function(f, i));
                case Tool.Custom c -> into.add(custom(c));
                case Tool.BuiltIn b -> builtIn(b, i).ifPresent(into::add);
            }
        }
        return tools;
    }

    /** What the client's own search found is told where it was found. */
    private Set<String> found() {
        if (request.extras().origin() != Protocol.OPENAI_RESPONSES) {
            return Set.of();
        }
        var reader = new ToolReader();
        for (var message : request.messages()) {
            for (var part : message.parts()) {
                if (part instanceof Part.Opaque opaque && ToolReader.isFound(Json.tree(opaque.raw()))) {
                    reader.read(Fields.of(Json.tree(opaque.raw()), "input").objects("tools"));
                }
            }
        }
        return reader.tools().stream().map(Tool::name).collect(Collectors.toSet());
    }

    private static ArrayNode into(
            ArrayNode tools, Map<String, ArrayNode> namespaces, Tool.@Nullable Namespace namespace) {
        if (namespace == null) {
            return tools;
        }
        return namespaces.computeIfAbsent(namespace.name(), name -> {
            var node = tools.addObject().put("type", "namespace").put("name", name);
            node.put("description", Objects.requireNonNullElse(namespace.description(), "Tools of " + name + "."));
            return node.putArray("tools");
        });
    }

    private String name(String full, @Nullable String namespace) {
        return namespace == null ? names.provided(full) : Namespaces.shortName(namespace, full);
    }

    private ObjectNode function(Tool.Function tool, int position) {
        var node = Json.object().put("type", "function").put("name", name(tool.name(), Namespaces.of(tool)));
        if (tool.description() != null) {
            node.put("description", tool.description());
        }
        var schema = FunctionSchema.of(tool.parameters());
        node.set("parameters", schema);
        if (request.extras().origin() == Protocol.OPENAI_RESPONSES) {
            tool.extras().forEach((name, value) -> node.set(name, Json.tree(value)));
            return tool.strict() == null ? node : node.put("strict", tool.strict());
        }
        tool.extras().keySet().forEach(name -> losses.add("tools." + position + "." + name));
        // left out it would mean true here, unlike in every other protocol
        boolean wanted = Boolean.TRUE.equals(tool.strict());
        boolean strict = wanted && StrictSchema.allows(schema);
        losses.addIf(wanted && !strict, "tools.strict");
        return node.put("strict", strict);
    }

    private ObjectNode custom(Tool.Custom tool) {
        var node = Json.object().put("type", "custom").put("name", name(tool.name(), Namespaces.of(tool)));
        if (tool.description() != null) {
            node.put("description", tool.description());
        }
        if (tool.format() != null) {
            node.set("format", Json.tree(tool.format()));
        }
        return node;
    }

    private Optional<JsonNode> builtIn(Tool.BuiltIn tool, int position) {
        var node = definition(tool, position);
        node.ifPresentOrElse(n -> builtIns.put(tool.name(), n), () -> losses.add("tools." + position));
        return node;
    }

    private Optional<JsonNode> definition(Tool.BuiltIn tool, int position) {
        var given = Json.tree(tool.definition());
        if (tool.origin() == Protocol.OPENAI_RESPONSES || tool.origin() == Protocol.OPENAI_CHAT) {
            return Optional.of(given);
        }
        return switch (tool.kind()) {
            case "web_search" -> Optional.of(webSearch(given, position));
            case "code_interpreter" -> {
                var node = Json.object().put("type", "code_interpreter");
                node.putObject("container").put("type", "auto");
                yield Optional.of(node);
            }
            case "image_generation" -> Optional.of(Json.object().put("type", "image_generation"));
            default -> Optional.empty();
        };
    }

    private ObjectNode webSearch(JsonNode given, int position) {
        var node = Json.object().put("type", "web_search");
        if (given.path("allowed_domains").isArray()
                && !given.path("allowed_domains").isEmpty()) {
            node.putObject("filters").set("allowed_domains", given.path("allowed_domains"));
        }
        if (given.path("user_location").isObject()) {
            node.set("user_location", given.path("user_location"));
        }
        given.properties().stream()
                .filter(f -> !CARRIED.contains(f.getKey())
                        && !Losses.asksForNothing(f.getValue().toString()))
                .forEach(f -> losses.add("tools." + position + "." + f.getKey()));
        return node;
    }

    /** The choice, empty where it is the default or would name nothing; to be asked after {@link #tools()}. */
    Optional<JsonNode> choice(ArrayNode tools) {
        if (tools.isEmpty()) {
            return Optional.empty();
        }
        return switch (request.toolChoice()) {
            case ToolChoice.Auto a -> Optional.empty();
            case ToolChoice.None n -> Optional.of(text("none"));
            case ToolChoice.Required r -> Optional.of(text("required"));
            case ToolChoice.Named n -> named(n.name()).map(JsonNode.class::cast);
            case ToolChoice.Allowed a -> Optional.of(allowed(a));
        };
    }

    private static JsonNode text(String choice) {
        return Json.object().textNode(choice);
    }

    private JsonNode allowed(ToolChoice.Allowed choice) {
        var node = Json.object().put("type", "allowed_tools").put("mode", choice.required() ? "required" : "auto");
        var tools = node.putArray("tools");
        choice.names().forEach(name -> named(name).ifPresent(tools::add));
        return node;
    }

    private Optional<ObjectNode> named(String name) {
        var tool = request.tool(name).orElse(null);
        if (tool == null) {
            losses.add(Losses.Field.TOOL_CHOICE);
            return Optional.empty();
        }
        return switch (tool) {
            case Tool.Function f -> Optional.of(reference("function", name, Namespaces.of(f)));
            case Tool.Custom c -> Optional.of(reference("custom", name, Namespaces.of(c)));
            case Tool.BuiltIn b -> {
                var written = builtIns.get(name);
                if (written == null) {
                    yield Optional.empty();
                }
                var node = Json.object();
                for (var field : new String[] {"type", "server_label"}) {
                    if (written.hasNonNull(field)) {
                        node.set(field, written.get(field));
                    }
                }
                yield Optional.of(node);
            }
        };
    }

    private ObjectNode reference(String type, String full, @Nullable String namespace) {
        var node = Json.object().put("type", type).put("name", name(full, namespace));
        return namespace == null ? node : node.put("namespace", namespace);
    }
}
