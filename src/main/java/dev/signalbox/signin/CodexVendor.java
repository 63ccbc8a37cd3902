package dev.signalbox.signin;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.signalbox.Service;
import dev.signalbox.account.Details;
import dev.signalbox.account.Grant;
import dev.signalbox.account.HeldAccount;
import dev.signalbox.account.Renewal;
import dev.signalbox.catalog.OAuthClient;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;

/** ChatGPT: the id token names person, workspace and plan. */
@Service
class CodexVendor implements Vendor {
    private static final String CLAIM = "https://api.openai.com/auth";

    @Inject
    CodexVendor() {}

    @Override
    public String id() {
        return "codex";
    }

    @Override
    public Grant grant(OAuthClient client, Registered registered, Tokens tokens) {
        var claims = tokens.claims().or(() -> Tokens.claims(tokens.access()));
        var workspace =
                openAi(claims, "chatgpt_account_id").or(() -> tokens.answer().text("account_id"));
        var person = claims.map(JWTClaimsSet::getSubject);
        var email = claims.flatMap(found -> Optional.ofNullable(found.getClaim("email")))
                .map(Object::toString);
        return Identified.by(tokens)
                .as(workspace.map(id -> id + person.map(who -> "/" + who).orElse("")))
                .as(person)
                .named(email)
                .with(Details.EMAIL, email)
                .with(Details.CHATGPT_ACCOUNT_ID, workspace)
                .with(Details.PLAN, openAi(claims, "chatgpt_plan_type"))
                .grant();
    }

    @Override
    public Renewal.Renewed renewed(OAuthClient client, HeldAccount account, Tokens tokens) {
        var plan = openAi(tokens.claims(), "chatgpt_plan_type");
        return new Renewal.Renewed(
                tokens.secrets(), plan.map(name -> Map.of(Details.PLAN, name)).orElse(Map.of()), tokens.expiresAt());
    }

    private static Optional<String> openAi(Optional<JWTClaimsSet> claims, String name) {
        return claims.flatMap(found ->
                found.getClaim(CLAIM) instanceof Map<?, ?> own && own.get(name) instanceof String text
                        ? Optional.of(text)
                        : Optional.empty());
    }
}
