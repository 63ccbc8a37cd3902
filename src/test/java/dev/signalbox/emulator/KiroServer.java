package dev.signalbox.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Kiro: a conversation in a format of its own, answered in AWS's framing. */
final class KiroServer implements AwsDialect {
    static final String PROFILE = "arn:aws:codewhisperer:us-east-1:123456789012:profile/SIGNALBOX";
    private static final Set<String> FIELDS = Rules.names("conversationState profileArn inferenceConfig");
    private static final Set<String> STATE = Rules.names("chatTriggerType conversationId currentMessage history");
    private static final Set<String> USER = Rules.names("content modelId origin images userInputMessageContext");
    private static final Set<String> CONTEXT = Rules.names("tools toolResults");

    @Override
    public void check(Received request) {
        if (!request.path().equals("/generateAssistantResponse")) {
            throw new Refusal(404, "UnknownOperationException");
        }
        Inside.bearer(request);
        var body = request.json();
        known(body, FIELDS);
        Rules.require(PROFILE.equals(body.path("profileArn").asText()), "profileArn is missing");
        var state = body.path("conversationState");
        known(state, STATE);
        Rules.require(state.path("chatTriggerType").asText().equals("MANUAL"), "Improperly formed request.");
        Rules.require(!state.path("conversationId").asText().isEmpty(), "Improperly formed request.");
        var asked = new HashSet<String>();
        boolean user = true;
        for (var turn : state.path("history")) {
            Rules.require(turn.has(user ? "userInputMessage" : "assistantResponseMessage"), "Turns do not alternate.");
            message(turn, asked);
            user = !user;
        }
        Rules.require(user, "The history does not end with the assistant.");
        Rules.require(state.path("currentMessage").has("userInputMessage"), "currentMessage is missing");
        message(state.path("currentMessage"), asked);
        Rules.require(asked.isEmpty(), "No result was given for " + asked);
    }

    private static void message(JsonNode turn, Set<String> asked) {
        var user = turn.path("userInputMessage");
        var assistant = turn.path("assistantResponseMessage");
        Rules.require(
                !(user.isObject() ? user : assistant).path("content").asText().isEmpty(), "content is empty");
        if (user.isObject()) {
            known(user, USER);
            known(user.path("userInputMessageContext"), CONTEXT);
            user.path("userInputMessageContext").path("tools").forEach(KiroServer::tool);
            user.path("userInputMessageContext").path("toolResults").forEach(result -> {
                Rules.require(asked.remove(result.path("toolUseId").asText()), "toolResult without toolUse");
                Rules.require(result.path("content").size() > 0, "toolResult without content");
            });
        }
        Rules.require(asked.isEmpty(), "toolUse without toolResult");
        assistant.path("toolUses").forEach(use -> {
            Rules.require(use.path("input").isObject(), "input is no object");
            asked.add(use.path("toolUseId").asText());
        });
    }

    private static void tool(JsonNode tool) {
        var specification = tool.path("toolSpecification");
        Rules.require(specification.path("name").asText().matches("[a-zA-Z0-9_-]{1,64}"), "tool name");
        Rules.require(!specification.path("description").asText().isEmpty(), "tool description");
        Rules.require(specification.path("inputSchema").path("json").isObject(), "inputSchema.json");
    }

    private static void known(JsonNode object, Set<String> fields) {
        Rules.onlyKnown(object, fields, name -> Refusal.of("Improperly formed request: " + name));
    }

    private static JsonNode current(JsonNode body) {
        return body.at("/conversationState/currentMessage/userInputMessage");
    }

    @Override
    public String model(Received request) {
        return current(request.json()).path("modelId").asText();
    }

    @Override
    public boolean stream(Received request) {
        return true;
    }

    /** There is no system prompt of its own: it stands before the first words of the user. */
    @Override
    public Prompt prompt(JsonNode body) {
        var context = current(body).path("userInputMessageContext");
        var results = context.path("toolResults");
        var result = results.isEmpty()
                ? null
                : Rules.text(results.get(results.size() - 1).path("content"));
        var tool = context.at("/tools/0/toolSpecification/name").textValue();
        return new Prompt("", current(body).path("content").asText(), tool, result);
    }

    @Override
    public ObjectNode document(Answer answer) {
        throw Refusal.of("Kiro only streams");
    }

    @Override
    public List<String> frames(Answer answer) {
        var frames = new ArrayList<String>();
        frames.add(AwsFraming.event("initial-response", Rules.object()));
        answer.pieces()
                .forEach(piece -> frames.add(AwsFraming.event(
                        "assistantResponseEvent", Rules.object().put("content", piece))));
        if (answer.call() != null) {
            var arguments = answer.call().arguments().toString();
            frames.add(use(answer.call(), arguments.substring(0, 4), false));
            frames.add(use(answer.call(), arguments.substring(4), false));
            frames.add(use(answer.call(), null, true));
        }
        frames.add(AwsFraming.event(
                "meteringEvent", Rules.object().put("unit", "credit").put("usage", 0.05)));
        frames.add(AwsFraming.event("contextUsageEvent", Rules.object().put("contextUsagePercentage", 1.5)));
        return frames;
    }

    private static String use(Answer.Call call, String input, boolean stop) {
        var event = Rules.object().put("toolUseId", call.id()).put("name", call.name());
        if (input != null) {
            event.put("input", input);
        }
        if (stop) {
            event.put("stop", true);
        }
        return AwsFraming.event("toolUseEvent", event);
    }

    @Override
    public String errorFrame(String message) {
        return AwsFraming.exception("internalServerException", message);
    }

    @Override
    public boolean shows(String frame, String piece) {
        return new String(bytes(frame), java.nio.charset.StandardCharsets.UTF_8).contains(piece);
    }
}
