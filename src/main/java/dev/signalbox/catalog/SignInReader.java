package dev.signalbox.catalog;

import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the ways to sign in from their data file and settles them by the configuration. */
final class SignInReader {
    private final SignInConfig config;

    SignInReader(SignInConfig config) {
        this.config = config;
    }

    List<SignInOffer> read(Fields file) {
        file.text("about");
        var offers = file.objects("offers").stream().map(this::offer).toList();
        file.done();
        return offers;
    }

    private SignInOffer offer(Fields fields) {
        var provider = fields.text("provider");
        var seconds = fields.optionalInt("leadSeconds");
        var offer = new SignInOffer(
                provider,
                fields.text("vendor"),
                fields.text("terms"),
                fields.optionalObject("restriction")
                        .map(SignInReader::restriction)
                        .orElse(null),
                Duration.ofSeconds(seconds == null ? 300 : seconds),
                fields.objects("methods").stream()
                        .map(method -> method(provider, method))
                        .toList());
        fields.done();
        return offer;
    }

    private static SignInOffer.Restriction restriction(Fields fields) {
        var restriction = new SignInOffer.Restriction(
                fields.text("kind"), LocalDate.parse(fields.text("since")), fields.text("says"));
        fields.done();
        return restriction;
    }

    private SignInMethod method(String provider, Fields fields) {
        var method = new SignInMethod(
                fields.text("id"),
                fields.text("name"),
                fields.name("kind", SignIn::of),
                client(provider, fields),
                fields.optionalText("hint").orElse(null));
        fields.done();
        return method;
    }

    private @Nullable OAuthClient client(String provider, Fields fields) {
        var addresses = addresses(provider, fields.textMap("addresses"));
        if (addresses.isEmpty()) {
            return null;
        }
        var secret = config.clientSecret(provider);
        boolean needsSecret = Boolean.TRUE.equals(fields.optionalFlag("needsSecret"));
        return new OAuthClient(
                config.clientId(provider, fields.optionalText("clientId").orElse("")),
                secret.orElse(null),
                needsSecret && secret.isEmpty() ? SignInConfig.secretKey(provider) : null,
                addresses,
                config.redirectUri(provider, fields.optionalText("redirectUri").orElse("")),
                fields.optionalText("redirectParameter").orElse("redirect_uri"),
                fields.texts("scopes"),
                fields.textMap("extras"),
                fields.optionalText("style").map(style -> style(fields, style)).orElse(OAuthClient.Style.FORM),
                Boolean.TRUE.equals(fields.optionalFlag("basicAuth")),
                !Boolean.FALSE.equals(fields.optionalFlag("pkce")));
    }

    private static OAuthClient.Style style(Fields fields, String id) {
        return OAuthClient.Style.of(id).orElseThrow(() -> fields.wrong("style", "is the unknown name " + id));
    }

    private Map<String, String> addresses(String provider, Map<String, String> written) {
        var settled = new LinkedHashMap<String, String>();
        written.forEach((name, address) -> settled.put(name, config.address(provider, name, address)));
        return settled;
    }
}
