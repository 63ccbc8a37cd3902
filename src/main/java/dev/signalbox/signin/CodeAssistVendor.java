package dev.signalbox.signin;

import dev.signalbox.Service;
import dev.signalbox.account.Details;
import dev.signalbox.account.Grant;
import dev.signalbox.catalog.OAuthClient;
import dev.signalbox.signin.SignInException.Why;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Google's Code Assist, for Gemini CLI and Antigravity: every account needs a project, which it has already or gets by being
 * onboarded to the default tier.
 */
@Service
class CodeAssistVendor implements Vendor {
    private static final int MOST_TRIES = 10;
    private static final String LEGACY_TIER = "legacy-tier";

    private final VendorHttp http;
    private final Duration pause;

    @Inject
    CodeAssistVendor(VendorHttp http) {
        this(http, Duration.ofSeconds(2));
    }

    CodeAssistVendor(VendorHttp http, Duration pause) {
        this.http = http;
        this.pause = pause;
    }

    @Override
    public String id() {
        return "code-assist";
    }

    @Override
    public Grant grant(OAuthClient client, Registered registered, Tokens tokens) {
        var headers = VendorHttp.bearer(tokens.access().reveal());
        var person = checked(http.get(TokenEndpoint.address(client, "user-info", registered), headers));
        var loaded = checked(http.json(TokenEndpoint.address(client, "load", registered), body(), headers));
        var project = project(loaded.json())
                .orElseGet(() ->
                        onboarded(TokenEndpoint.address(client, "onboard", registered), tier(loaded.json()), headers));
        var email = person.text("email");
        return Identified.by(tokens)
                .as(person.text("id").or(() -> person.text("sub")))
                .as(email)
                .named(email)
                .with(Details.EMAIL, email)
                .with(Details.PROJECT_ID, Optional.of(project))
                .with(
                        Details.PLAN,
                        loaded.object("currentTier")
                                .flatMap(tier ->
                                        VendorAnswer.text(tier, "name").or(() -> VendorAnswer.text(tier, "id"))))
                .grant();
    }

    /** Asks until Google says that it is done: a long-running operation. */
    private String onboarded(String address, String tier, Map<String, String> headers) {
        var body = Json.createObjectBuilder(body()).add("tierId", tier).build();
        for (int i = 0; i < MOST_TRIES; i++) {
            var answer = checked(http.json(address, body, headers));
            if (answer.json().getBoolean("done", false)) {
                return answer.object("response")
                        .flatMap(CodeAssistVendor::project)
                        .orElseThrow(() -> new SignInException(
                                Why.REFUSED, "Google has given this account no project for Code Assist."));
            }
            await();
        }
        throw new SignInException(
                Why.UNAVAILABLE, "Google did not finish setting up Code Assist; sign in again later.");
    }

    private void await() {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new SignInException(Why.UNAVAILABLE, "The gateway is stopping.", stopping);
        }
    }

    /** A text, or an object with an id. */
    private static Optional<String> project(JsonObject json) {
        return json.get("cloudaicompanionProject") instanceof JsonObject object
                ? VendorAnswer.text(object, "id")
                : VendorAnswer.text(json, "cloudaicompanionProject");
    }

    private static String tier(JsonObject json) {
        var tiers = json.get("allowedTiers") instanceof JsonArray array ? array : JsonValue.EMPTY_JSON_ARRAY;
        return tiers.stream()
                .filter(tier -> tier instanceof JsonObject object && object.getBoolean("isDefault", false))
                .flatMap(tier -> VendorAnswer.text(tier.asJsonObject(), "id").stream())
                .findFirst()
                .orElse(LEGACY_TIER);
    }

    private static JsonObject body() {
        return Json.createObjectBuilder()
                .add(
                        "metadata",
                        Json.createObjectBuilder()
                                .add("ideType", "IDE_UNSPECIFIED")
                                .add("platform", "PLATFORM_UNSPECIFIED")
                                .add("pluginType", "GEMINI"))
                .build();
    }

    private static VendorAnswer checked(VendorAnswer answer) {
        if (!answer.ok()) {
            throw new SignInException(
                    answer.status() >= 500 || answer.status() == 429 ? Why.UNAVAILABLE : Why.REFUSED,
                    "Google refuses this account: " + answer.explanation());
        }
        return answer;
    }
}
