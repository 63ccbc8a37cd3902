package dev.signalbox.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.chat.Protocol;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Bedrock's InvokeModel with a model of Anthropic's: signed or opened by a key, streamed in AWS's framing. */
final class BedrockServer extends Inside {
    private static final Pattern PATH = Pattern.compile("/model/([^/]+)/(invoke|invoke-with-response-stream)");

    private final boolean signed;

    BedrockServer(boolean signed) {
        super(Provider.dialect(Protocol.ANTHROPIC_MESSAGES), "anthropic.");
        this.signed = signed;
    }

    @Override
    Received open(Received request) {
        if (signed) {
            SignatureRules.check(request);
        } else {
            bearer(request);
        }
        var model = segment(PATH, request.path());
        boolean stream = request.path().endsWith("-stream");
        Rules.require(
                !stream || "application/vnd.amazon.eventstream".equals(request.header("accept")),
                "accept does not fit the operation");
        ObjectNode body = request.json().deepCopy();
        Rules.require(!body.has("model") && !body.has("stream"), "extraneous key [model] or [stream] is not permitted");
        Rules.require(
                body.path("anthropic_version").asText().equals("bedrock-2023-05-31"), "anthropic_version is missing");
        body.remove(List.of("anthropic_version", "anthropic_beta"));
        body.put("model", model).put("stream", stream);
        return inner(
                request, "/v1/messages", "", body, Map.of("x-api-key", "inside", "anthropic-version", "2023-06-01"));
    }

    @Override
    public Prompt prompt(JsonNode body) {
        return inner.prompt(body);
    }

    @Override
    public List<String> frames(Answer answer) {
        return inner.frames(answer).stream().map(BedrockServer::chunk).toList();
    }

    private static String chunk(String frame) {
        var data = frame.substring(frame.indexOf("data: ") + 6).strip();
        var bytes = Base64.getEncoder().encodeToString(data.getBytes(StandardCharsets.UTF_8));
        return AwsFraming.event("chunk", Rules.object().put("bytes", bytes).put("p", "abcdef"));
    }

    @Override
    public byte[] bytes(String frame) {
        return AwsFraming.bytes(frame);
    }

    @Override
    public boolean shows(String frame, String piece) {
        int from = frame.indexOf("\"bytes\":\"") + 9;
        var bytes = frame.substring(from, frame.indexOf('"', from));
        return new String(Base64.getDecoder().decode(bytes), StandardCharsets.UTF_8).contains(piece);
    }

    @Override
    public ObjectNode error(int status, String message) {
        return AwsFraming.error(status, message);
    }

    @Override
    public int status(int status) {
        return AwsFraming.status(status);
    }

    @Override
    public String streamType() {
        return "application/vnd.amazon.eventstream";
    }
}
