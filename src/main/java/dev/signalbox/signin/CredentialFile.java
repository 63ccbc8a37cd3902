package dev.signalbox.signin;

import dev.signalbox.account.Details;
import dev.signalbox.signin.SignInException.Why;
import dev.signalbox.vault.Secret;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.StringReader;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The file in which a vendor's tool keeps what it signed in with, read for its tokens. Each vendor's form is recognised by
 * itself, so that a wrong file is refused rather than half read.
 *
 * @param tokens with the file's remaining texts as their answer
 * @param registered the client that the tool had registered, where it had
 */
record CredentialFile(Tokens tokens, Registered registered, Map<String, String> details) {
    static JsonObject object(String text) {
        try (var reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        } catch (JsonException | IllegalStateException noObject) {
            throw new SignInException(Why.BAD_INPUT, "The file is not a JSON object.", noObject);
        }
    }

    static CredentialFile read(String vendor, JsonObject file) {
        return switch (vendor) {
            case "claude" -> claude(file);
            case "codex" -> codex(file);
            case "code-assist" -> google(file);
            case "copilot" -> copilot(file);
            case "kiro" -> kiro(file);
            default -> throw new SignInException(Why.NOT_OFFERED, "No file is known for this provider.");
        };
    }

    /** {@code .credentials.json} of Claude Code. */
    private static CredentialFile claude(JsonObject file) {
        var own = nested(file, "claudeAiOauth");
        var details = new HashMap<String, String>();
        VendorAnswer.text(own, "subscriptionType").ifPresent(plan -> details.put(Details.PLAN, plan));
        return plain(tokens(own, "accessToken", "refreshToken", "", instant(own, "expiresAt")), details);
    }

    /** {@code auth.json} of Codex; the access token itself says when it expires. */
    private static CredentialFile codex(JsonObject file) {
        var own = nested(file, "tokens");
        var access = Tokens.claims(Secret.of(needed(own, "access_token")));
        var expiry = access.map(claims -> claims.getExpirationTime()).map(java.util.Date::toInstant);
        return plain(tokens(own, "access_token", "refresh_token", "id_token", expiry.orElse(null)), Map.of());
    }

    /** {@code oauth_creds.json} of Gemini CLI. */
    private static CredentialFile google(JsonObject file) {
        return plain(tokens(file, "access_token", "refresh_token", "id_token", instant(file, "expiry_date")), Map.of());
    }

    /** {@code apps.json} or {@code hosts.json} of Copilot: an entry for each host and app. */
    private static CredentialFile copilot(JsonObject file) {
        var own = file.entrySet().stream()
                .filter(entry ->
                        entry.getKey().equals("github.com") || entry.getKey().startsWith("github.com:"))
                .map(Map.Entry::getValue)
                .filter(JsonObject.class::isInstance)
                .map(JsonObject.class::cast)
                .filter(entry -> VendorAnswer.text(entry, "oauth_token").isPresent())
                .findFirst()
                .orElseThrow(() -> new SignInException(Why.BAD_INPUT, "The file has no oauth_token of github.com."));
        return plain(tokens(own, "oauth_token", "", "", null), Map.of());
    }

    /** {@code kiro-auth-token.json}, with the registered client beside it unless it is a social sign-in. */
    private static CredentialFile kiro(JsonObject file) {
        var tokens = tokens(file, "accessToken", "refreshToken", "", instant(file, "expiresAt"));
        var id = VendorAnswer.text(file, "clientId").orElse("");
        var secret = VendorAnswer.text(file, "clientSecret").map(Secret::of).orElse(null);
        boolean social = VendorAnswer.text(file, "authMethod")
                .filter("social"::equalsIgnoreCase)
                .isPresent();
        if (!social && (id.isEmpty() || secret == null)) {
            throw new SignInException(
                    Why.BAD_INPUT,
                    "Add clientId and clientSecret from the client's file, without which this token cannot be"
                            + " renewed.");
        }
        var region = VendorAnswer.text(file, "region")
                .filter(text -> text.matches("[a-z0-9-]{1,40}"))
                .orElse(Registered.DEFAULT_REGION);
        return new CredentialFile(
                tokens, social ? new Registered("", null, region) : new Registered(id, secret, region), Map.of());
    }

    private static CredentialFile plain(Tokens tokens, Map<String, String> details) {
        return new CredentialFile(tokens, Registered.NONE, details);
    }

    private static Tokens tokens(
            JsonObject from, String access, String refresh, String id, @Nullable Instant expiresAt) {
        return new Tokens(
                Secret.of(needed(from, access)),
                VendorAnswer.text(from, refresh).map(Secret::of).orElse(null),
                VendorAnswer.text(from, id).map(Secret::of).orElse(null),
                expiresAt,
                new VendorAnswer(200, from));
    }

    private static JsonObject nested(JsonObject file, String name) {
        return Optional.ofNullable(file.get(name))
                .filter(JsonObject.class::isInstance)
                .map(JsonObject.class::cast)
                .orElseThrow(
                        () -> new SignInException(Why.BAD_INPUT, "The file has no " + name + "; is it the right one?"));
    }

    private static String needed(JsonObject from, String name) {
        return VendorAnswer.text(from, name)
                .orElseThrow(
                        () -> new SignInException(Why.BAD_INPUT, "The file has no " + name + "; is it the right one?"));
    }

    /** Milliseconds since 1970, or ISO 8601. */
    private static @Nullable Instant instant(JsonObject from, String name) {
        return switch (from.get(name)) {
            case JsonNumber millis -> Instant.ofEpochMilli(millis.longValue());
            case JsonString text -> parsed(name, text.getString());
            case null, default -> null;
        };
    }

    private static Instant parsed(String name, String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException noInstant) {
            throw new SignInException(Why.BAD_INPUT, "The file's " + name + " is no moment in time.", noInstant);
        }
    }
}
