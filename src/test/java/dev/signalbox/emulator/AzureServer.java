package dev.signalbox.emulator;

import dev.signalbox.chat.Protocol;
import java.util.Map;
import java.util.regex.Pattern;

/** Azure OpenAI by its v1 API, or by a version with a date. */
final class AzureServer extends Inside {
    private static final Pattern DEPLOYMENT = Pattern.compile("/openai/deployments/([^/]+)/chat/completions");

    private final boolean dated;

    AzureServer(boolean dated) {
        super(Provider.dialect(Protocol.OPENAI_CHAT), "");
        this.dated = dated;
    }

    @Override
    Received open(Received request) {
        if (!Vendor.KEY.equals(request.header("api-key"))) {
            throw new Refusal(401, "Access denied due to invalid subscription key or wrong API endpoint.");
        }
        if (dated) {
            var deployment = segment(DEPLOYMENT, request.path());
            Rules.require(request.query().equals("api-version=2024-10-21"), "api-version is missing");
            Rules.require(request.json().path("model").asText().equals(deployment), "model is not the deployment");
        } else if (!request.path().equals("/openai/v1/chat/completions")
                || !request.query().isEmpty()) {
            throw new Refusal(404, "Resource not found");
        }
        return inner(request, "/v1/chat/completions", "", request.json(), Map.of("authorization", "Bearer inside"));
    }
}
