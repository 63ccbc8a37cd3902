package dev.signalbox.signin;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.signalbox.signin.VendorAuthority.Issued;
import dev.signalbox.signin.VendorEmulator.Call;
import dev.signalbox.signin.VendorEmulator.Reply;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32;

/** The vendors' endpoints, each by its host and path as in the catalogue. */
final class VendorPages {
    /** The secret that the tests configure for Google and iFlow. */
    static final String SECRET = "shh";

    private static final Map<String, Set<String>> REDIRECTS = Map.of(
            "9d1c250a-e61b-44d9-88ed-5944d1962f5e", Set.of("http://localhost:54545/callback"),
            "app_EMoamEEZ73f0CkXaXp7hrann", Set.of("http://localhost:1455/auth/callback"),
            "681255809395-oo8ft2oprdrnp9e3aqf6av3hmdib135j.apps.googleusercontent.com",
                    Set.of("http://localhost:8085/oauth2callback"),
            "1071006060591-tmhssin2h21lcre235vtolojh4g403ep.apps.googleusercontent.com",
                    Set.of("http://localhost:51121/oauth-callback"),
            "10009311001", Set.of("http://localhost:11451/oauth2callback"),
            "", Set.of("kiro://kiro.kiroAgent/authenticate-success"));

    private final VendorAuthority authority;
    private final Map<String, Integer> onboardings = new ConcurrentHashMap<>();

    VendorPages(VendorAuthority authority) {
        this.authority = authority;
    }

    Reply answer(Call call) {
        try {
            return switch (call.path()) {
                case "/oauth/authorize", "/o/oauth2/v2/auth", "/oauth", "/login" -> authorize(call);
                case "/v1/oauth/token",
                        "/oauth/token",
                        "/token",
                        "/api/v1/oauth2/token",
                        "/login/oauth/access_token",
                        "/api/oauth/token" -> token(call);
                case "/refreshToken" -> kiroTokens(authority.refresh(call.parameter("refreshToken"), ""));
                case "/login/device/code",
                        "/api/v1/oauth2/device/code",
                        "/api/oauth/device_authorization",
                        "/device_authorization" -> device(call);
                case "/client/register" -> register(call);
                case "/tenant-1/oauth2/v2.0/token" -> principal(call);
                default -> resource(call);
            };
        } catch (VendorAuthority.Refusal refusal) {
            // GitHub answers 200 with an error in it
            return Reply.error(call.host().equals("github.com") ? 200 : refusal.status, refusal.error);
        }
    }

    /** The consent page, or what a decision on it leads to. */
    Reply authorize(Call call) {
        var client = call.parameter("client_id");
        var redirect = call.parameter(call.host().equals("iflow.cn") ? "redirect" : "redirect_uri");
        var pkce = !call.host().equals("none");
        authority.check(
                REDIRECTS.getOrDefault(client, Set.of()).contains(redirect), "invalid_request", "redirect " + redirect);
        authority.check(
                client.isEmpty() || call.parameter("response_type").equals("code"), "unsupported_response_type", "");
        authority.check(!pkce || call.parameter("code_challenge_method").equals("S256"), "invalid_request", "no S256");
        authority.check(call.parameter("code_challenge").length() == 43, "invalid_request", "no challenge");
        authority.check(call.parameter("state").length() >= 22, "invalid_request", "state too short");
        var state = "&state=" + URLEncoder.encode(call.parameter("state"), StandardCharsets.UTF_8);
        return switch (call.parameter("decision")) {
            case "allow" ->
                Reply.redirect(redirect + "?code="
                        + authority.code(client, redirect, call.parameter("code_challenge"), call.parameter("state"))
                        + state);
            case "deny" -> Reply.redirect(redirect + "?error=access_denied&error_description=The+user+said+no" + state);
            default -> consent(call);
        };
    }

    private static Reply consent(Call call) {
        var query = new StringBuilder();
        call.parameters()
                .forEach((name, value) -> query.append(name)
                        .append('=')
                        .append(URLEncoder.encode(value, StandardCharsets.UTF_8))
                        .append("&amp;"));
        return Reply.page("<!doctype html><html lang=en><title>Vendor</title><h1>Vendor</h1><a id=allow href='?" + query
                + "decision=allow'>Allow</a> <a id=deny href='?" + query + "decision=deny'>Deny</a>");
    }

    private Reply token(Call call) {
        boolean camel = call.host().startsWith("oidc.") || call.host().contains("kiro.dev");
        checkForm(call, camel);
        var client = checkedClient(call, camel);
        var grant = call.parameter(camel ? "grantType" : "grant_type");
        return switch (grant) {
            case "authorization_code" ->
                tokens(
                        call,
                        authority.exchange(
                                call.parameter("code"),
                                client,
                                call.parameter(camel ? "redirectUri" : "redirect_uri"),
                                call.parameter(camel ? "codeVerifier" : "code_verifier"),
                                call.host().equals("api.anthropic.com") ? call.parameter("state") : null));
            case "refresh_token" ->
                tokens(call, authority.refresh(call.parameter(camel ? "refreshToken" : "refresh_token"), client));
            case TokenEndpoint.DEVICE_GRANT ->
                tokens(
                        call,
                        authority.poll(
                                call.parameter(camel ? "deviceCode" : "device_code"),
                                client,
                                call.parameter("code_verifier")));
            case "urn:ietf:params:oauth:grant-type:jwt-bearer" -> assertion(call);
            default -> Reply.error(400, "unsupported_grant_type");
        };
    }

    private void checkForm(Call call, boolean camel) {
        boolean json = camel || call.host().equals("api.anthropic.com");
        authority.check(
                call.type().startsWith(json ? "application/json" : "application/x-www-form-urlencoded"),
                "invalid_request",
                "type " + call.type());
    }

    private String checkedClient(Call call, boolean camel) {
        var client = call.parameter(camel ? "clientId" : "client_id");
        var secret = call.parameter(camel ? "clientSecret" : "client_secret");
        if (call.host().startsWith("oidc.")) {
            authority.check(
                    !secret.isEmpty() && authority.secretOf(client).equals(secret), "invalid_client", "not registered");
        }
        boolean google = call.host().endsWith("googleapis.com")
                && !call.parameter("grant_type").contains("jwt-bearer");
        if (google || call.host().equals("iflow.cn")) {
            authority.check(secret.equals(SECRET), "invalid_client", "wrong secret");
        }
        if (call.host().equals("iflow.cn")) {
            var basic = Base64.getEncoder().encodeToString((client + ":" + SECRET).getBytes(StandardCharsets.UTF_8));
            authority.check(call.authorization().equals("Basic " + basic), "invalid_client", "no Basic");
        }
        return client;
    }

    private Reply tokens(Call call, Issued issued) {
        if (call.host().startsWith("oidc.") || call.host().contains("kiro.dev")) {
            return kiroTokens(issued);
        }
        var body =
                Json.createObjectBuilder().add("access_token", issued.access()).add("token_type", "Bearer");
        if (call.host().equals("github.com")) {
            return Reply.json(200, body);
        }
        if (call.host().equals("auth.kimi.com")) {
            body.add("access_token", kimiToken(issued));
        }
        body.add("refresh_token", issued.refresh()).add("expires_in", issued.expiresIn());
        switch (call.host()) {
            case "api.anthropic.com" -> {
                if (call.parameter("grant_type").equals("authorization_code")) {
                    claudePerson(body, issued.person());
                }
            }
            case "auth.openai.com" -> body.add("id_token", idToken(issued.person()));
            case "chat.qwen.ai" -> body.add("resource_url", "portal.qwen.ai").add("id_token", idToken(issued.person()));
            default -> {}
        }
        return Reply.json(200, body);
    }

    /** A signed token in life, whose subject is the person; but nobody promised that it stays one. */
    private String kimiToken(Issued issued) {
        return issued.person().startsWith("opaque")
                ? issued.access()
                : authority.spelledOut(issued, idToken(issued.person())).access();
    }

    private static Reply kiroTokens(Issued issued) {
        return Reply.json(
                200,
                Json.createObjectBuilder()
                        .add("accessToken", issued.access())
                        .add("refreshToken", issued.refresh())
                        .add("expiresIn", issued.expiresIn()));
    }

    private static JsonObjectBuilder claudePerson(JsonObjectBuilder body, String person) {
        return body.add(
                        "account",
                        Json.createObjectBuilder().add("uuid", person).add("email_address", person + "@example.org"))
                .add(
                        "organization",
                        Json.createObjectBuilder().add("uuid", "org-1").add("organization_type", "claude_max"));
    }

    static String idToken(String person) {
        return new PlainJWT(new JWTClaimsSet.Builder()
                        .subject(person)
                        .jwtID(UUID.randomUUID().toString())
                        .claim("email", person + "@example.org")
                        .claim(
                                "https://api.openai.com/auth",
                                Map.of("chatgpt_account_id", "workspace-1", "chatgpt_plan_type", "plus"))
                        .expirationTime(Date.from(Instant.now().plusSeconds(3600)))
                        .build())
                .serialize();
    }

    private Reply assertion(Call call) {
        try {
            var jwt = SignedJWT.parse(call.parameter("assertion"));
            var claims = jwt.getJWTClaimsSet();
            authority.check(jwt.getHeader().getAlgorithm().getName().equals("RS256"), "invalid_grant", "algorithm");
            authority.check(
                    claims.getAudience().contains("https://oauth2.googleapis.com/token"), "invalid_grant", "audience");
            authority.check(claims.getStringClaim("scope").endsWith("/auth/cloud-platform"), "invalid_scope", "scope");
            authority.check(jwt.verify(TestKeys.verifier()), "invalid_grant", "signature");
            authority.check(claims.getExpirationTime().toInstant().isAfter(Instant.now()), "invalid_grant", "expired");
            var issued = authority.signedInElsewhere(claims.getIssuer());
            return Reply.json(
                    200,
                    Json.createObjectBuilder()
                            .add("access_token", issued.access())
                            .add("expires_in", issued.expiresIn()));
        } catch (ParseException | com.nimbusds.jose.JOSEException e) {
            return Reply.error(400, "invalid_grant");
        }
    }

    /** Microsoft Entra's token endpoint for programs. */
    private Reply principal(Call call) {
        checkForm(call, false);
        authority.check(call.host().equals("login.microsoftonline.com"), "invalid_request", "another host");
        authority.check(
                call.parameter("grant_type").equals("client_credentials"), "unsupported_grant_type", "grant type");
        authority.check(
                call.parameter("scope").equals("https://cognitiveservices.azure.com/.default"),
                "invalid_scope",
                "scope");
        authority.check(
                call.parameter("client_secret").equals("secret of " + call.parameter("client_id")),
                "invalid_client",
                "wrong secret");
        var issued = authority.signedInElsewhere("entra");
        return Reply.json(
                200,
                Json.createObjectBuilder()
                        .add("token_type", "Bearer")
                        .add("access_token", issued.access())
                        .add("expires_in", issued.expiresIn()));
    }

    private Reply device(Call call) {
        boolean camel = call.host().startsWith("oidc.");
        var client = call.parameter(camel ? "clientId" : "client_id");
        if (camel) {
            authority.check(
                    authority.secretOf(client).equals(call.parameter("clientSecret")) && !client.isEmpty(),
                    "invalid_client",
                    "not registered");
            authority.check(call.parameter("startUrl").startsWith("http"), "invalid_request", "no start URL");
        }
        if (call.host().equals("chat.qwen.ai")) {
            authority.check(call.parameter("code_challenge_method").equals("S256"), "invalid_request", "no PKCE");
        }
        var device = authority.begin(client, call.parameter("code_challenge"));
        var body = Json.createObjectBuilder()
                .add(camel ? "deviceCode" : "device_code", "device-" + device.userCode)
                .add(camel ? "userCode" : "user_code", device.userCode)
                .add(camel ? "verificationUri" : "verification_uri", "https://vendor.example/device")
                .add(camel ? "expiresIn" : "expires_in", authority.codeLife().toSeconds())
                .add("interval", device.interval);
        return Reply.json(200, body);
    }

    private Reply register(Call call) {
        authority.check(
                call.parameter("clientName").equals("Signalbox"), "invalid_client_metadata", "not our own name");
        authority.check(call.parameter("grantTypes").contains("device_code"), "invalid_client_metadata", "grant types");
        var id = authority.register();
        return Reply.json(
                200, Json.createObjectBuilder().add("clientId", id).add("clientSecret", authority.secretOf(id)));
    }

    /** What needs an access token. */
    private Reply resource(Call call) {
        var token = call.host().equals("iflow.cn")
                ? call.parameter("accessToken")
                : call.authorization().substring(call.authorization().indexOf(' ') + 1);
        if (!authority.accepts(token)) {
            return Reply.error(401, "unauthorized");
        }
        var person = authority.personOf(token);
        var body = Json.createObjectBuilder();
        return switch (call.path()) {
            case "/api/oauth/profile" -> Reply.json(200, claudePerson(body, person));
            case "/oauth2/v1/userinfo" -> Reply.json(200, body.add("id", person).add("email", person + "@example.org"));
            case "/v1internal:loadCodeAssist" -> loaded(person);
            case "/v1internal:onboardUser" -> onboarded(call, person);
            case "/user" -> Reply.json(200, body.add("id", number(person)).add("login", person));
            case "/copilot_internal/v2/token" -> copilot(person);
            case "/api/oauth/getUserInfo" ->
                Reply.json(
                        200,
                        body.add("success", true)
                                .add(
                                        "data",
                                        Json.createObjectBuilder()
                                                .add("apiKey", "key-of-" + person)
                                                .add("email", person + "@example.org")));
            case "/getUsageLimits" ->
                Reply.json(
                        200,
                        body.add(
                                        "userInfo",
                                        Json.createObjectBuilder()
                                                .add("userId", "kiro-" + person)
                                                .add("email", person + "@example.org"))
                                .add(
                                        "subscriptionInfo",
                                        Json.createObjectBuilder().add("subscriptionTitle", "KIRO PRO")));
            case "/" ->
                Reply.json(
                        200,
                        body.add(
                                "profiles",
                                Json.createArrayBuilder()
                                        .add(Json.createObjectBuilder()
                                                .add("arn", "arn:aws:codewhisperer:us-east-1:1:profile/P"))));
            case "/v1/chat/completions" -> completion();
            default -> Reply.error(404, "not_found");
        };
    }

    /** GitHub numbers its people. */
    static long number(String person) {
        var sum = new CRC32();
        sum.update(person.getBytes(StandardCharsets.UTF_8));
        return sum.getValue();
    }

    private Reply loaded(String person) {
        var body = Json.createObjectBuilder()
                .add(
                        "allowedTiers",
                        Json.createArrayBuilder()
                                .add(Json.createObjectBuilder()
                                        .add("id", "free-tier")
                                        .add("isDefault", true)));
        if (person.startsWith("settled")) {
            body.add("cloudaicompanionProject", "project-of-" + person)
                    .add("currentTier", Json.createObjectBuilder().add("name", "Standard"));
        }
        return Reply.json(200, body);
    }

    /** Done at the second time of asking. */
    private Reply onboarded(Call call, String person) {
        authority.check(call.parameter("tierId").equals("free-tier"), "invalid_request", "tier");
        boolean done = onboardings.merge(person, 1, Integer::sum) > 1;
        var body = Json.createObjectBuilder().add("done", done);
        if (done) {
            body.add(
                    "response",
                    Json.createObjectBuilder()
                            .add(
                                    "cloudaicompanionProject",
                                    Json.createObjectBuilder().add("id", "made-for-" + person)));
        }
        return Reply.json(200, body);
    }

    private Reply copilot(String person) {
        var issued = authority.signedInElsewhere("copilot " + person);
        return Reply.json(
                200,
                Json.createObjectBuilder()
                        .add("token", issued.access())
                        .add(
                                "expires_at",
                                Instant.now().plusSeconds(issued.expiresIn()).getEpochSecond())
                        .add("sku", "copilot_pro")
                        .add("endpoints", Json.createObjectBuilder().add("api", "https://api.githubcopilot.example")));
    }

    static Reply completion() {
        var message = Json.createObjectBuilder().add("role", "assistant").add("content", "hello");
        return Reply.json(
                200,
                Json.createObjectBuilder()
                        .add("id", "c1")
                        .add("object", "chat.completion")
                        .add("created", 1)
                        .add("model", "m")
                        .add(
                                "choices",
                                Json.createArrayBuilder()
                                        .add(Json.createObjectBuilder()
                                                .add("index", 0)
                                                .add("message", message)
                                                .add("finish_reason", "stop")))
                        .add(
                                "usage",
                                Json.createObjectBuilder()
                                        .add("prompt_tokens", 3)
                                        .add("completion_tokens", 1)
                                        .add("total_tokens", 4)));
    }
}
