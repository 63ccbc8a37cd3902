package dev.signalbox.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What Gemini refuses: its JSON is that of a protocol buffer, so a field it does not know is an error anywhere. */
final class GeminiRules {
    private static final Set<String> FIELDS = Rules.names(
            "model contents tools toolConfig safetySettings systemInstruction generationConfig cachedContent"
                    + " serviceTier");
    private static final Set<String> CONFIG = Rules.names("stopSequences responseMimeType responseSchema"
            + " responseJsonSchema responseModalities candidateCount maxOutputTokens temperature topP topK seed"
            + " presencePenalty frequencyPenalty responseLogprobs logprobs thinkingConfig mediaResolution");
    private static final Set<String> PART = Rules.names("text inlineData fileData functionCall functionResponse thought"
            + " thoughtSignature executableCode codeExecutionResult videoMetadata");
    private static final Set<String> SCHEMA =
            Rules.names("type format title description nullable enum maxItems minItems"
                    + " properties required minProperties maxProperties minLength maxLength pattern example anyOf"
                    + " propertyOrdering default items minimum maximum");
    private static final Pattern NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_.:-]{0,63}");

    private GeminiRules() {}

    static void check(Received request) {
        if (request.header("x-goog-api-key") == null && !request.query().contains("key=")) {
            throw new Refusal(403, "Method doesn't allow unregistered callers.");
        }
        var body = request.json();
        known(body, FIELDS);
        known(body.path("generationConfig"), CONFIG);
        var names = new HashSet<String>();
        for (var tool : body.path("tools")) {
            tool.path("functionDeclarations").forEach(function -> function(function, names));
        }
        contents(Rules.list(body.path("contents")));
    }

    private static void known(JsonNode object, Set<String> fields) {
        Rules.onlyKnown(
                object,
                fields,
                n -> Refusal.of("Invalid JSON payload received. Unknown name \"" + n + "\": Cannot find field."));
    }

    private static void function(JsonNode function, Set<String> names) {
        known(function, Rules.names("name description parameters parametersJsonSchema response behavior"));
        var name = function.path("name").asText();
        Rules.require(NAME.matcher(name).matches(), "Invalid function name: " + name);
        Rules.require(names.add(name), "Duplicate function declaration found: " + name);
        if (function.has("parameters")) {
            Rules.require(
                    function.at("/parameters/type").asText().equalsIgnoreCase("object"),
                    "parameters: schema should be of type OBJECT");
            schema(function.path("parameters"));
        }
    }

    private static void schema(JsonNode schema) {
        known(schema, SCHEMA);
        var type = schema.path("type").asText().toUpperCase(java.util.Locale.ROOT);
        Rules.require(!type.equals("ARRAY") || schema.has("items"), "items: missing field.");
        Rules.require(!schema.has("enum") || type.equals("STRING"), "enum: only allowed for STRING type");
        for (var required : schema.path("required")) {
            Rules.require(schema.path("properties").has(required.asText()), "required[0]: property is not defined");
        }
        schema.path("properties").forEach(GeminiRules::schema);
        schema.path("anyOf").forEach(GeminiRules::schema);
        if (schema.has("items")) {
            schema(schema.path("items"));
        }
    }

    private static void contents(List<JsonNode> contents) {
        Rules.require(!contents.isEmpty(), "* GenerateContentRequest.contents: contents is not specified");
        for (int i = 0; i < contents.size(); i++) {
            var content = contents.get(i);
            var role = content.path("role").asText("user");
            Rules.require(Set.of("user", "model").contains(role), "Please use a valid role: user, model.");
            Rules.require(!content.path("parts").isEmpty(), "contents.parts must not be empty.");
            for (var part : content.path("parts")) {
                known(part, PART);
                Rules.require(
                        part.size() > (part.has("thoughtSignature") ? 1 : 0) + (part.has("thought") ? 1 : 0),
                        "required oneof field 'data' must have one initialized field");
            }
            turn(contents, i, role);
        }
    }

    private static void turn(List<JsonNode> contents, int i, String role) {
        int calls = count(contents.get(i), "functionCall");
        if (calls > 0) {
            Rules.require(
                    role.equals("model") && i > 0,
                    "Please ensure that function call turn comes immediately after a user turn or after a function"
                            + " response turn.");
            int answers = i + 1 < contents.size() ? count(contents.get(i + 1), "functionResponse") : 0;
            Rules.require(
                    answers == calls,
                    "Please ensure that the number of function response parts is equal to the number of function call"
                            + " parts of the function call turn.");
        }
        if (count(contents.get(i), "functionResponse") > 0) {
            Rules.require(
                    i > 0 && count(contents.get(i - 1), "functionCall") > 0,
                    "Please ensure that function response turn comes immediately after a function call turn.");
        }
    }

    private static int count(JsonNode content, String field) {
        return (int) Rules.list(content.path("parts")).stream()
                .filter(p -> p.has(field))
                .count();
    }
}
