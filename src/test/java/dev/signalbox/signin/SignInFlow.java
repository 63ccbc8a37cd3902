package dev.signalbox.signin;

import static dev.signalbox.catalog.SignIn.AWS_KEYS;
import static dev.signalbox.catalog.SignIn.BROWSER;
import static dev.signalbox.catalog.SignIn.CREDENTIAL_FILE;
import static dev.signalbox.catalog.SignIn.DEVICE_CODE;
import static dev.signalbox.catalog.SignIn.SERVICE_ACCOUNT;

import dev.signalbox.catalog.SignIn;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;

/** One way to sign in at one provider; each of the catalogue's has its row here, and its tests by that. */
record SignInFlow(String provider, String method, SignIn kind) {
    static final List<SignInFlow> ALL = List.of(
            new SignInFlow("claude-code", "browser", BROWSER),
            new SignInFlow("claude-code", "file", CREDENTIAL_FILE),
            new SignInFlow("codex", "browser", BROWSER),
            new SignInFlow("codex", "file", CREDENTIAL_FILE),
            new SignInFlow("gemini-cli", "browser", BROWSER),
            new SignInFlow("gemini-cli", "file", CREDENTIAL_FILE),
            new SignInFlow("antigravity", "browser", BROWSER),
            new SignInFlow("github-copilot", "device", DEVICE_CODE),
            new SignInFlow("github-copilot", "file", CREDENTIAL_FILE),
            new SignInFlow("iflow", "browser", BROWSER),
            new SignInFlow("qwen", "device", DEVICE_CODE),
            new SignInFlow("kiro", "builder-id", DEVICE_CODE),
            new SignInFlow("kiro", "idc", DEVICE_CODE),
            new SignInFlow("kiro", "google", BROWSER),
            new SignInFlow("kiro", "github", BROWSER),
            new SignInFlow("kiro", "file", CREDENTIAL_FILE),
            new SignInFlow("kimi", "device", DEVICE_CODE),
            new SignInFlow("vertex", "service-account", SERVICE_ACCOUNT),
            new SignInFlow("azure", "entra", SERVICE_ACCOUNT),
            new SignInFlow("bedrock", "aws-keys", AWS_KEYS));

    static Stream<SignInFlow> browser() {
        return ALL.stream().filter(flow -> flow.kind() == BROWSER);
    }

    static Stream<SignInFlow> device() {
        return ALL.stream().filter(flow -> flow.kind() == DEVICE_CODE);
    }

    static Stream<SignInFlow> file() {
        return ALL.stream().filter(flow -> flow.kind() != BROWSER && flow.kind() != DEVICE_CODE);
    }

    /** Whether a company's portal has to be named. */
    boolean portal() {
        return method.equals("idc");
    }

    /** Somebody new, whom Google has given a project already: to make one takes it a while. */
    static String person() {
        return "settled-" + UUID.randomUUID();
    }

    /** What somebody has in the file of the vendor's tool, or was handed out by the vendor. */
    String content(VendorAuthority authority, String person) {
        authority.person(person);
        var issued = authority.signedInElsewhere("a tool");
        var later = Instant.now().plusSeconds(3600);
        return switch (provider) {
            case "claude-code" ->
                text(object().add(
                                "claudeAiOauth",
                                tokens(issued, "accessToken", "refreshToken").add("expiresAt", later.toEpochMilli())));
            case "codex" ->
                text(object().add(
                                "tokens",
                                tokens(issued, "access_token", "refresh_token")
                                        .add("id_token", VendorPages.idToken(person))));
            case "gemini-cli" ->
                text(tokens(issued, "access_token", "refresh_token").add("expiry_date", later.toEpochMilli()));
            case "github-copilot" ->
                text(object().add("github.com:Iv1.x", object().add("oauth_token", issued.access())));
            case "kiro" ->
                text(tokens(issued, "accessToken", "refreshToken")
                        .add("authMethod", "social")
                        .add("expiresAt", later.toString()));
            case "vertex" ->
                text(object().add("type", "service_account")
                        .add("project_id", "acme-1")
                        .add("client_email", person + "@acme-1.iam.gserviceaccount.com")
                        .add("private_key_id", "k1")
                        .add("private_key", TestKeys.pem()));
            case "azure" ->
                text(object().add("appId", person)
                        .add("displayName", "signalbox")
                        .add("password", "secret of " + person)
                        .add("tenant", "tenant-1")
                        .add("resource", "acme"));
            case "bedrock" ->
                text(object().add(
                                "accessKeyId",
                                "AKIA"
                                        + person.replaceAll("[^a-z0-9]", "")
                                                .substring(7, 23)
                                                .toUpperCase(Locale.ROOT))
                        .add("secretAccessKey", "secret of " + person)
                        .add("region", "eu-west-1"));
            default -> throw new IllegalArgumentException(provider + " takes no file");
        };
    }

    private static JsonObjectBuilder tokens(VendorAuthority.Issued issued, String access, String refresh) {
        return object().add(access, issued.access()).add(refresh, issued.refresh());
    }

    private static JsonObjectBuilder object() {
        return Json.createObjectBuilder();
    }

    private static String text(JsonObjectBuilder object) {
        return object.build().toString();
    }

    @Override
    public String toString() {
        return provider + "/" + method;
    }
}
