package dev.signalbox.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.chat.Protocol;

/** How a client of each protocol asks, and how it recognises failure. */
public final class ClientCall {
    private final Protocol protocol;

    private ClientCall(Protocol protocol) {
        this.protocol = protocol;
    }

    /** A client that speaks this protocol. */
    public static ClientCall of(Protocol protocol) {
        return new ClientCall(protocol);
    }

    /** Where it sends a request for this model. */
    public String path(String model, boolean stream) {
        return switch (protocol) {
            case OPENAI_CHAT -> "/v1/chat/completions";
            case OPENAI_RESPONSES -> "/v1/responses";
            case ANTHROPIC_MESSAGES -> "/v1/messages";
            case GEMINI -> "/v1beta/models/" + model + (stream ? ":streamGenerateContent?alt=sse" : ":generateContent");
            case OLLAMA -> "/api/chat";
        };
    }

    /** One question, with odd spacing, key order and numbers that only untouched bytes keep. */
    public String body(String model, String question, boolean stream) {
        var text = '"' + question + '"';
        var head = "{\"stream\" :" + stream + ",\n \"model\":\"" + model + "\"";
        var messages = ",\"messages\":[{\"content\": " + text + ",\"role\":\"user\"}]";
        return switch (protocol) {
            case OPENAI_CHAT -> head + messages + ",\"temperature\":0.50}";
            case OPENAI_RESPONSES -> head + ",\"input\": " + text + ",\"temperature\":0.50}";
            case ANTHROPIC_MESSAGES -> head + messages + ",\"max_tokens\":1000,\"temperature\":0.50}";
            case GEMINI ->
                "{\"generationConfig\": {\"temperature\":0.50},\n\"contents\":[{\"parts\":[{\"text\": " + text
                        + "}],\"role\":\"user\"}]}";
            case OLLAMA -> head + messages + ",\"options\":{\"temperature\":0.50}}";
        };
    }

    /** The message of a failure, if it has this protocol's shape for this status; otherwise an empty text. */
    public String failure(JsonNode body, int status) {
        boolean shaped = switch (protocol) {
            case OPENAI_CHAT, OPENAI_RESPONSES ->
                body.at("/error/type").isTextual() && body.path("error").has("code");
            case ANTHROPIC_MESSAGES ->
                body.path("type").asText().equals("error")
                        && body.at("/error/type").isTextual();
            case GEMINI ->
                body.at("/error/code").asInt() == status
                        && body.at("/error/status").isTextual();
            case OLLAMA -> body.path("error").isTextual();
        };
        return shaped
                ? body.at(protocol == Protocol.OLLAMA ? "/error" : "/error/message")
                        .asText()
                : "";
    }

    /** Whether a stream ends as this protocol ends an answer that is complete. */
    public boolean endsWell(String stream) {
        var lines = stream.lines().filter(l -> !l.isBlank()).toList();
        var last = lines.getLast().replaceFirst("^data: ?", "");
        return switch (protocol) {
            case OPENAI_CHAT -> last.equals("[DONE]") && stream.contains("\"finish_reason\":\"stop\"");
            case OPENAI_RESPONSES -> Gateway.json(last).path("type").asText().equals("response.completed");
            case ANTHROPIC_MESSAGES -> Gateway.json(last).path("type").asText().equals("message_stop");
            case GEMINI ->
                Gateway.json(last).at("/candidates/0/finishReason").asText().equals("STOP");
            case OLLAMA -> Gateway.json(last).path("done").asBoolean();
        };
    }

    /** Whether a stream ends with this protocol's word for a failure. */
    public boolean endsInFailure(String stream) {
        var last = stream.stripTrailing();
        last = last.substring(last.lastIndexOf('\n') + 1);
        var end = last.startsWith("data:") ? last.substring(5) : last;
        return switch (protocol) {
            case OPENAI_CHAT -> stream.contains("data: {\"error\":{") && !stream.contains("\"finish_reason\":\"stop\"");
            case OPENAI_RESPONSES ->
                Gateway.json(end).path("type").asText().equals("response.failed")
                        || Gateway.json(end).path("type").asText().equals("error");
            case ANTHROPIC_MESSAGES -> Gateway.json(end).path("type").asText().equals("error");
            case GEMINI, OLLAMA -> Gateway.json(end).has("error");
        };
    }
}
