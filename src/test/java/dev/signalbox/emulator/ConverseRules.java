package dev.signalbox.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What Bedrock's Converse refuses. */
public final class ConverseRules {
    private static final Set<String> FIELDS = Rules.names("messages system inferenceConfig toolConfig guardrailConfig"
            + " additionalModelRequestFields additionalModelResponseFieldPaths promptVariables requestMetadata"
            + " performanceConfig serviceTier outputConfig");
    private static final Set<String> INFERENCE = Rules.names("maxTokens temperature topP stopSequences");
    private static final Map<String, Set<String>> BLOCKS = Map.of(
            "image", Rules.names("format source"),
            "document", Rules.names("format name source context citations"),
            "video", Rules.names("format source"),
            "audio", Rules.names("format source"),
            "toolUse", Rules.names("toolUseId name input"),
            "toolResult", Rules.names("toolUseId content status"),
            "cachePoint", Rules.names("type ttl"),
            "reasoningContent", Rules.names("reasoningText redactedContent"));
    private static final Set<String> USERS = Rules.names("text image document video audio toolResult cachePoint");
    private static final Set<String> ASSISTANTS = Rules.names("text toolUse reasoningContent cachePoint");
    private static final Set<String> RESULTS = Rules.names("text json image document video");
    private static final Pattern ID = Pattern.compile("[a-zA-Z0-9_.:-]{1,64}");
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]{1,64}");
    private static final Pattern DOCUMENT = Pattern.compile("[A-Za-z0-9()\\[\\]-]+( [A-Za-z0-9()\\[\\]-]+)*");
    private static final Set<String> IMAGES = Rules.names("png jpeg gif webp");
    private static final Set<String> DOCUMENTS = Rules.names("pdf csv doc docx xls xlsx html txt md");

    private ConverseRules() {}

    public static void check(JsonNode body) {
        known(body, FIELDS);
        var inference = body.path("inferenceConfig");
        known(inference, INFERENCE);
        Rules.require(inference.path("maxTokens").asInt(1) >= 1, "maxTokens: must be at least 1");
        for (var name : Set.of("temperature", "topP")) {
            double value = inference.path(name).asDouble(0);
            Rules.require(value >= 0 && value <= 1, name + ": must be between 0 and 1");
        }
        inference
                .path("stopSequences")
                .forEach(stop -> Rules.require(!stop.asText().isEmpty(), "stopSequences"));
        for (var block : body.path("system")) {
            one(block, Rules.names("text cachePoint guardContent"));
            Rules.require(!block.path("text").asText("x").isBlank(), "The system text is blank");
        }
        tools(body.path("toolConfig"));
        var points = body.toString().split("\"cachePoint\"", -1).length - 1;
        Rules.require(points <= 4, "You exceeded the maximum of 4 cache points");
        messages(body);
    }

    private static void tools(JsonNode config) {
        if (config.isMissingNode()) {
            return;
        }
        known(config, Rules.names("tools toolChoice"));
        Rules.require(config.path("tools").size() > 0, "toolConfig.tools: must have length greater than or equal to 1");
        var names = new HashSet<String>();
        for (var tool : config.path("tools")) {
            one(tool, Rules.names("toolSpec systemTool cachePoint"));
            var specification = tool.path("toolSpec");
            known(specification, Rules.names("name description inputSchema strict"));
            var name = specification.path("name").asText();
            Rules.require(NAME.matcher(name).matches() && names.add(name), "toolSpec.name: " + name);
            Rules.require(!specification.path("description").asText("x").isEmpty(), "toolSpec.description is empty");
            Rules.require(
                    specification.at("/inputSchema/json/type").asText().equals("object"), "toolSpec.inputSchema.json");
        }
        var choice = config.path("toolChoice");
        if (!choice.isMissingNode()) {
            one(choice, Rules.names("auto any tool"));
            Rules.require(
                    !choice.has("tool")
                            || names.contains(choice.at("/tool/name").asText()),
                    "toolChoice names no tool of the request");
        }
    }

    private static void messages(JsonNode body) {
        var messages = body.path("messages");
        Rules.require(
                messages.path(0).path("role").asText().equals("user"),
                "A conversation must start with a user message. Try again with a conversation that starts with a user"
                        + " message.");
        boolean user = true;
        Set<String> open = Set.of();
        for (var message : messages) {
            known(message, Rules.names("role content"));
            Rules.require(
                    message.path("role").asText().equals(user ? "user" : "assistant"),
                    "A conversation must alternate between user and assistant roles.");
            open = blocks(message.path("content"), user, open, body);
            user = !user;
        }
        Rules.require(open.isEmpty(), "Expected toolResult blocks for the following Ids: " + open);
        Rules.require(
                !user, "The model that you are using requires the last turn in the conversation to be a user message.");
    }

    /** The calls that the next message has to answer. */
    private static Set<String> blocks(JsonNode content, boolean user, Set<String> before, JsonNode body) {
        Rules.require(content.size() > 0, "The content field in the Message object is empty.");
        var unanswered = new LinkedHashSet<>(before);
        var calls = new LinkedHashSet<String>();
        boolean document = false;
        boolean text = false;
        for (var block : content) {
            one(block, user ? USERS : ASSISTANTS);
            block(block);
            document |= block.has("document");
            text |= block.has("text");
            if (block.has("toolUse")) {
                Rules.require(
                        body.has("toolConfig"), "The toolConfig field must be defined when using toolUse content.");
                Rules.require(calls.add(block.at("/toolUse/toolUseId").asText()), "Duplicate toolUseId");
            }
            if (block.has("toolResult")) {
                Rules.require(
                        unanswered.remove(block.at("/toolResult/toolUseId").asText()),
                        "The number of toolResult blocks exceeds the number of toolUse blocks of previous turn.");
            }
        }
        Rules.require(unanswered.isEmpty(), "Expected toolResult blocks for the following Ids: " + unanswered);
        Rules.require(!document || text, "Add text content to the message with the document");
        return calls;
    }

    private static void block(JsonNode block) {
        if (block.has("text")) {
            Rules.require(
                    !block.path("text").asText().isBlank(), "The text field in the ContentBlock object is blank.");
            return;
        }
        var kind = block.fieldNames().next();
        var inner = block.path(kind);
        known(inner, BLOCKS.getOrDefault(kind, Set.of()));
        switch (kind) {
            case "toolUse" -> {
                id(inner);
                Rules.require(NAME.matcher(inner.path("name").asText()).matches(), "toolUse.name");
                Rules.require(inner.path("input").isObject(), "toolUse.input: provide a json object");
            }
            case "toolResult" -> {
                id(inner);
                Rules.require(inner.path("content").size() > 0, "toolResult.content is empty");
                inner.path("content").forEach(ConverseRules::resultBlock);
                Rules.require(
                        Set.of("success", "error").contains(inner.path("status").asText("success")), "status");
            }
            case "reasoningContent" -> {
                one(inner, BLOCKS.get("reasoningContent"));
                known(inner.path("reasoningText"), Rules.names("text signature"));
            }
            case "cachePoint" -> Rules.require(inner.path("type").asText().equals("default"), "cachePoint.type");
            case "image" -> source(inner, IMAGES);
            case "document" -> {
                source(inner, DOCUMENTS);
                Rules.require(DOCUMENT.matcher(inner.path("name").asText()).matches(), "document.name");
            }
            default -> one(inner.path("source"), Rules.names("bytes s3Location"));
        }
    }

    private static void resultBlock(JsonNode block) {
        one(block, RESULTS);
        if (block.has("json")) {
            Rules.require(block.path("json").isObject(), "toolResult.content.json: provide a json object");
        } else {
            block(block);
        }
    }

    private static void source(JsonNode block, Set<String> formats) {
        Rules.require(formats.contains(block.path("format").asText()), "format: " + block.path("format"));
        one(block.path("source"), Rules.names("bytes s3Location text content"));
    }

    private static void id(JsonNode block) {
        var id = block.path("toolUseId").asText();
        Rules.require(ID.matcher(id).matches(), "toolUseId: failed to satisfy constraint: " + id);
    }

    private static void one(JsonNode union, Set<String> members) {
        Rules.require(union.size() == 1, "Exactly one of " + members + " must be set in " + union);
        known(union, members);
    }

    private static void known(JsonNode object, Set<String> fields) {
        Rules.onlyKnown(object, fields, name -> Refusal.of("extraneous key [" + name + "] is not permitted"));
    }
}
