package dev.signalbox.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.chat.Protocol;
import java.util.Map;

/** Bedrock's Chat API for models that are not Anthropic's, signed. */
final class BedrockChat extends Inside {
    BedrockChat(String family) {
        super(Provider.dialect(Protocol.OPENAI_CHAT), family);
    }

    @Override
    Received open(Received request) {
        SignatureRules.check(request);
        if (!request.path().equals("/openai/v1/chat/completions")) {
            throw new Refusal(404, "Not found: " + request.path());
        }
        return inner(request, "/v1/chat/completions", "", request.json(), Map.of("authorization", "Bearer inside"));
    }

    @Override
    public ObjectNode error(int status, String message) {
        return AwsFraming.error(status, message);
    }

    @Override
    public int status(int status) {
        return AwsFraming.status(status);
    }
}
