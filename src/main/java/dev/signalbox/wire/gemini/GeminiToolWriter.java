package dev.signalbox.wire.gemini;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.chat.ChatRequest;
import dev.signalbox.chat.ModelProfile;
import dev.signalbox.chat.Protocol;
import dev.signalbox.chat.Tool;
import dev.signalbox.chat.ToolChoice;
import dev.signalbox.wire.FreeText;
import dev.signalbox.wire.Json;
import dev.signalbox.wire.Losses;
import dev.signalbox.wire.Losses.Field;
import dev.signalbox.wire.ToolNames;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes {@code tools} and {@code toolConfig}. */
final class GeminiToolWriter {
    private final ChatRequest request;
    private final ModelProfile target;
    private final ToolNames names;
    private final Losses losses;
    private final ArrayNode functions = Json.array();
    private final ArrayNode tools = Json.array();
    private final Set<String> declared = new HashSet<>();

    GeminiToolWriter(ChatRequest request, ModelProfile target, ToolNames names, Losses losses) {
        this.request = request;
        this.target = target;
        this.names = names;
        this.losses = losses;
    }

    /** Writes the tools and says whether there are functions among them. */
    boolean write(ObjectNode root) {
        for (var tool : request.tools()) {
            switch (tool) {
                case Tool.Function f -> function(f);
                case Tool.Custom c -> custom(c);
                case Tool.BuiltIn b -> {}
            }
        }
        if (!functions.isEmpty()) {
            tools.addObject().set("functionDeclarations", functions);
        }
        for (var tool : request.tools()) {
            if (tool instanceof Tool.BuiltIn builtIn) {
                builtIn(builtIn);
            }
        }
        if (!tools.isEmpty()) {
            root.set("tools", tools);
            losses.addIf(Boolean.FALSE.equals(request.parallelToolCalls()), Field.PARALLEL_TOOL_CALLS);
        }
        choice(root);
        return !functions.isEmpty();
    }

    private void function(Tool.Function function) {
        losses.addIf(function.cache() != null, Field.CACHE_CONTROL);
        if (Boolean.TRUE.equals(function.strict())) {
            losses.add("tools.strict");
        }
        if (!declared.add(names.provided(function.name()))) {
            return;
        }
        var declaration = functions.addObject().put("name", names.provided(function.name()));
        var told = function.told();
        if (told != null && !told.isEmpty()) {
            declaration.put("description", told);
        }
        var parameters = function.parameters() == null ? Json.object() : Json.tree(function.parameters());
        var cleaned = SchemaCleaner.parameters(parameters);
        if (GeminiModels.isEarly(target)) {
            EarlySchema.of(cleaned, forces(request.toolChoice())).ifPresent(p -> declaration.set("parameters", p));
        } else {
            declaration.set("parameters", cleaned);
        }
        function.extras().forEach((name, value) -> {
            if (losses.origin() == Protocol.GEMINI) {
                declaration.set(name, Json.tree(value));
            } else {
                losses.add("tools." + name);
            }
        });
    }

    /** A tool that takes free text becomes a function of one string. */
    private void custom(Tool.Custom custom) {
        if (!declared.add(names.provided(custom.name()))) {
            return;
        }
        var declaration = functions.addObject().put("name", names.provided(custom.name()));
        var description = FreeText.description(custom);
        if (FreeText.hasGrammar(custom)) {
            losses.add("tools.format");
        }
        if (!description.isEmpty()) {
            declaration.put("description", description);
        }
        var parameters = declaration.putObject("parameters").put("type", "object");
        parameters.putObject("properties").putObject("input").put("type", "string");
        parameters.putArray("required").add("input");
    }

    private void builtIn(Tool.BuiltIn tool) {
        losses.addIf(tool.cache() != null, Field.CACHE_CONTROL);
        var definition = Json.tree(tool.definition());
        if (tool.origin() == Protocol.GEMINI) {
            tools.add(definition);
            return;
        }
        var own = own(tool.kind());
        if (own == null || !functions.isEmpty()) {
            losses.add("tools." + tool.kind()); // the API refuses its own tools beside functions
            return;
        }
        if (tools.findValue(own) == null) {
            tools.addObject().putObject(own);
        }
        definition.fieldNames().forEachRemaining(name -> {
            if (!Set.of("type", "name", "cache_control").contains(name)) {
                losses.add("tools." + name);
            }
        });
    }

    private static @Nullable String own(String kind) {
        return switch (kind) {
            case "web_search" -> "googleSearch";
            case "code_interpreter" -> "codeExecution";
            case "url_context" -> "urlContext";
            default -> null;
        };
    }

    private void choice(ObjectNode root) {
        var choice = request.toolChoice();
        if (functions.isEmpty()) {
            losses.addIf(!request.tools().isEmpty() && forces(choice), Field.TOOL_CHOICE);
            return;
        }
        switch (choice) {
            case ToolChoice.Auto a -> {}
            case ToolChoice.None n -> mode(root, "NONE", List.of());
            case ToolChoice.Required r -> mode(root, "ANY", List.of());
            case ToolChoice.Named named -> only(root, "ANY", List.of(named.name()));
            case ToolChoice.Allowed allowed -> only(root, allowed.required() ? "ANY" : "VALIDATED", allowed.names());
        }
    }

    private static boolean forces(ToolChoice choice) {
        return !(choice instanceof ToolChoice.Auto || choice instanceof ToolChoice.None);
    }

    /** Only functions can be demanded, not Google's own tools. */
    private void only(ObjectNode root, String mode, List<String> wanted) {
        var known = wanted.stream()
                .map(names::provided)
                .filter(declared::contains)
                .distinct()
                .toList();
        losses.addIf(known.size() < Set.copyOf(wanted).size(), Field.TOOL_CHOICE);
        if (!known.isEmpty()) {
            mode(root, mode, known);
        }
    }

    private static void mode(ObjectNode root, String mode, List<String> allowed) {
        var config = root.putObject("toolConfig").putObject("functionCallingConfig");
        config.put("mode", mode);
        if (!allowed.isEmpty()) {
            allowed.forEach(config.putArray("allowedFunctionNames")::add);
        }
    }
}
