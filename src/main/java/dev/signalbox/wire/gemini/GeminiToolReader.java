package dev.signalbox.wire.gemini;

import dev.signalbox.chat.Protocol;
import dev.signalbox.chat.RawJson;
import dev.signalbox.chat.Tool;
import dev.signalbox.chat.ToolChoice;
import dev.signalbox.wire.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code tools} and {@code toolConfig}. */
final class GeminiToolReader {
    private GeminiToolReader() {}

    static List<Tool> tools(ProtoJson root) {
        var tools = new ArrayList<Tool>();
        var names = new HashSet<String>();
        for (var tool : root.objects("tools")) {
            for (var declaration : tool.objects("functionDeclarations")) {
                tools.add(function(declaration, names));
            }
            tool.rest().forEach((path, raw) -> {
                var type = path.substring(path.lastIndexOf('.') + 1);
                var definition = Json.object();
                definition.set(type, Json.tree(raw));
                if (names.add(kind(type))) {
                    tools.add(new Tool.BuiltIn(kind(type), kind(type), Protocol.GEMINI, Json.raw(definition), null));
                }
            });
        }
        return tools;
    }

    private static String kind(String type) {
        return switch (type) {
            case "googleSearch", "google_search", "googleSearchRetrieval", "google_search_retrieval" -> "web_search";
            case "urlContext", "url_context" -> "url_context";
            case "codeExecution", "code_execution" -> "code_interpreter";
            case "fileSearch", "file_search" -> "file_search";
            case "computerUse", "computer_use" -> "computer_use";
            default -> type;
        };
    }

    private static Tool function(ProtoJson declaration, Set<String> names) {
        var name = declaration.text("name", "");
        if (name.isEmpty()) {
            throw declaration.fault("name", "'" + declaration.path("name") + "' must not be empty.");
        }
        if (!names.add(name)) {
            throw declaration.fault("name", "The function '" + name + "' is declared twice.");
        }
        var description = declaration.text("description");
        var parameters = parameters(declaration);
        var extras = new LinkedHashMap<String, RawJson>();
        declaration.rest().forEach((path, raw) -> extras.put(path.substring(path.lastIndexOf('.') + 1), raw));
        return new Tool.Function(name, description, parameters, null, null, null, extras);
    }

    private static @Nullable RawJson parameters(ProtoJson declaration) {
        var open = declaration.get("parameters");
        var json = declaration.get("parametersJsonSchema");
        if (open != null && json != null) {
            throw declaration.fault(
                    "parameters",
                    "'" + declaration.path("parameters") + "' and 'parametersJsonSchema' must not both be given.");
        }
        if (json != null) {
            return Json.raw(json);
        }
        if (open == null) {
            return null;
        }
        if (!open.isObject()) {
            throw declaration.wrong("parameters", "an object");
        }
        return Json.raw(OpenSchema.toJsonSchema(open));
    }

    static ToolChoice choice(ProtoJson root, Map<String, RawJson> other) {
        var config = root.object("toolConfig");
        if (config == null) {
            return ToolChoice.AUTO;
        }
        var calling = config.object("functionCallingConfig");
        var choice = calling == null ? ToolChoice.AUTO : choice(calling);
        other.putAll(config.rest());
        if (calling != null) {
            other.putAll(calling.rest());
        }
        return choice;
    }

    private static ToolChoice choice(ProtoJson calling) {
        var mode = calling.text("mode", "AUTO");
        var allowed = calling.texts("allowedFunctionNames");
        return switch (mode) {
            case "AUTO", "MODE_UNSPECIFIED", "auto" -> {
                if (!allowed.isEmpty()) {
                    throw calling.fault(
                            "allowedFunctionNames", "'allowedFunctionNames' needs the mode ANY or VALIDATED.");
                }
                yield ToolChoice.AUTO;
            }
            case "VALIDATED", "validated" ->
                allowed.isEmpty() ? ToolChoice.AUTO : new ToolChoice.Allowed(allowed, false);
            case "NONE", "none" -> ToolChoice.NONE;
            case "ANY", "any" -> any(allowed);
            default -> throw calling.wrong("mode", "AUTO, ANY, NONE or VALIDATED");
        };
    }

    private static ToolChoice any(List<String> allowed) {
        return switch (allowed.size()) {
            case 0 -> ToolChoice.REQUIRED;
            case 1 -> new ToolChoice.Named(allowed.getFirst());
            default -> new ToolChoice.Allowed(allowed, true);
        };
    }
}
