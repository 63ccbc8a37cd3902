package dev.signalbox.transfer;

import dev.signalbox.account.CredentialKind;
import dev.signalbox.account.Details;
import dev.signalbox.account.SecretKind;
import dev.signalbox.vault.Secret;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The credentials of one of 9Router's connections, by the names that accounts have for them here. */
final class NineRouterTokens {
    private static final Map<String, SecretKind> SECRETS = Map.of(
            "accessToken", SecretKind.ACCESS_TOKEN,
            "refreshToken", SecretKind.REFRESH_TOKEN,
            "idToken", SecretKind.ID_TOKEN,
            "apiKey", SecretKind.API_KEY);
    private static final Map<String, SecretKind> OWN_SECRETS = Map.of(
            "copilotToken", SecretKind.EXCHANGED_TOKEN,
            "clientSecret", SecretKind.CLIENT_SECRET);
    private static final Map<String, String> OWN_DETAILS = Map.of(
            "profileArn", Details.PROFILE_ARN,
            "region", Details.REGION,
            "clientId", Details.CLIENT_ID,
            "chatgptAccountId", Details.CHATGPT_ACCOUNT_ID,
            "chatgptPlanType", Details.PLAN,
            "resourceUrl", Details.ENDPOINT);
    private static final String OPENAI = "https://api.openai.com/auth";

    private final JsonObject connection;
    private final JsonObject own;

    NineRouterTokens(JsonObject connection) {
        this.connection = connection;
        this.own = Texts.object(connection, "providerSpecificData");
    }

    CredentialKind kind() {
        if (keyFile().isPresent()) {
            return CredentialKind.SERVICE_ACCOUNT;
        }
        return Texts.text(connection, "authType", "apikey").equals("oauth")
                ? CredentialKind.OAUTH
                : CredentialKind.API_KEY;
    }

    /** A service account's file, which is kept there as if it were a key. */
    private Optional<JsonObject> keyFile() {
        return Texts.text(connection, "apiKey")
                .filter(key -> key.startsWith("{") && key.contains("\"private_key\""))
                .map(Texts::object);
    }

    /** When the token ends; a service account has none yet, so that its first call fetches one. */
    @Nullable
    Instant expiresAt() {
        return keyFile().isPresent() ? Instant.EPOCH : Texts.instant(connection, "expiresAt");
    }

    Map<SecretKind, Secret> secrets() {
        var file = keyFile();
        if (file.isPresent()) {
            return Map.of(SecretKind.SERVICE_ACCOUNT, Secret.of(file.get().toString()));
        }
        var found = new EnumMap<SecretKind, Secret>(SecretKind.class);
        SECRETS.forEach(
                (name, secret) -> Texts.text(connection, name).ifPresent(value -> found.put(secret, Secret.of(value))));
        OWN_SECRETS.forEach(
                (name, secret) -> Texts.text(own, name).ifPresent(value -> found.put(secret, Secret.of(value))));
        return found;
    }

    Map<String, String> details() {
        var found = new LinkedHashMap<String, String>();
        keyFile().flatMap(file -> Texts.text(file, "project_id")).ifPresent(id -> found.put(Details.PROJECT_ID, id));
        OWN_DETAILS.forEach((name, detail) -> Texts.text(own, name).ifPresent(value -> found.put(detail, value)));
        Texts.text(connection, "email").ifPresent(value -> found.put(Details.EMAIL, value));
        Texts.text(connection, "projectId").ifPresent(value -> found.put(Details.PROJECT_ID, value));
        return found;
    }

    /** Who it is, as a sign-in here would say, as far as 9Router has kept it; else the connection's own id. */
    @Nullable
    String identity(String provider) {
        var file = keyFile();
        if (file.isPresent()) {
            return Texts.text(file.get(), "client_email").orElse(null);
        }
        if (kind() != CredentialKind.OAUTH) {
            return null;
        }
        var told = switch (provider) {
            case "codex" -> codex();
            case "github" -> Optional.ofNullable(own.get("githubUserId")).map(NineRouterTokens::plain);
            case "iflow" -> Texts.text(connection, "email");
            case "qwen", "kimi-coding", "kimi" -> claims("accessToken").flatMap(claims -> Texts.text(claims, "sub"));
            default -> Optional.<String>empty();
        };
        return told.orElseGet(
                () -> "9router/" + Texts.text(connection, "id").orElse(Texts.text(connection, "email", "?")));
    }

    private Optional<String> codex() {
        return claims("idToken").flatMap(claims -> {
            var person = Texts.text(claims, "sub");
            return Texts.text(Texts.object(claims, OPENAI), "chatgpt_account_id")
                    .map(workspace -> workspace + person.map(who -> "/" + who).orElse(""))
                    .or(() -> person);
        });
    }

    private static String plain(JsonValue value) {
        return value.toString().replace("\"", "");
    }

    /** What a token says of its owner; nobody is trusted for it, the provider checks the token. */
    private Optional<JsonObject> claims(String name) {
        return Texts.text(connection, name)
                .map(token -> token.split("\\.", -1))
                .filter(parts -> parts.length == 3)
                .flatMap(parts -> {
                    try {
                        var json = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
                        return Optional.of(Texts.object(json));
                    } catch (IllegalArgumentException notAToken) {
                        return Optional.empty();
                    }
                });
    }
}
