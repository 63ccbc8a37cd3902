package dev.signalbox.upstream.bedrock;

import dev.signalbox.upstream.UpstreamCall;
import dev.signalbox.wire.Json;
import dev.signalbox.wire.JsonSplice;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/** Anthropic's body as {@code InvokeModel} takes it: the version and the betas in it, the model and the wish to stream not. */
final class InvokedBody {
    static final String BETA = "anthropic-beta";

    private static final String VERSION = "\"bedrock-2023-05-31\"";

    private InvokedBody() {}

    static byte[] of(UpstreamCall call) {
        return spliced(call).bytes();
    }

    private static JsonSplice spliced(UpstreamCall call) {
        var body = JsonSplice.of(call.body()).remove("model").remove("stream").set("anthropic_version", VERSION);
        var betas = call.headers().getOrDefault(BETA, "");
        if (!betas.isBlank() && !body.has("anthropic_beta")) {
            var list = Json.array();
            Arrays.stream(betas.split(","))
                    .map(String::strip)
                    .filter(beta -> !beta.isEmpty())
                    .forEach(list::add);
            body.set("anthropic_beta", list.toString());
        }
        return body;
    }

    /** The body of a count: the same in base64, completed by what the model would demand. */
    static byte[] counted(UpstreamCall call) {
        var body = spliced(call);
        if (!body.has("max_tokens")) {
            body.set("max_tokens", "1");
        }
        var root = Json.object();
        root.putObject("input")
                .putObject("invokeModel")
                .put("body", Base64.getEncoder().encodeToString(body.bytes()));
        return Json.bytes(root);
    }

    /** Bedrock's count as Anthropic words it. */
    static byte[] count(byte[] answer) {
        return Json.parse(answer)
                .filter(node -> node.path("inputTokens").isIntegralNumber())
                .map(node -> "{\"input_tokens\":" + node.path("inputTokens").asLong() + "}")
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .orElse(answer);
    }
}
