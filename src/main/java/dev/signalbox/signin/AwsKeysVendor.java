package dev.signalbox.signin;

import dev.signalbox.Service;
import dev.signalbox.account.CredentialKind;
import dev.signalbox.account.Details;
import dev.signalbox.account.Grant;
import dev.signalbox.account.SecretKind;
import dev.signalbox.catalog.OAuthClient;
import dev.signalbox.signin.SignInException.Why;
import dev.signalbox.vault.Secret;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.util.HashMap;
import java.util.Map;

/** Key pairs of AWS: taken as they are, and never renewed. */
@Service
class AwsKeysVendor implements Vendor {
    @Inject
    AwsKeysVendor() {}

    @Override
    public String id() {
        return "aws-keys";
    }

    /** Nobody signs in with a key pair. */
    @Override
    public Grant grant(OAuthClient client, Registered registered, Tokens tokens) {
        throw new SignInException(Why.NOT_OFFERED, "Access keys are needed.");
    }

    /** By the names of AWS's own API, or as its shell variables are called. */
    static Grant grant(JsonObject json) {
        var id = text(json, "accessKeyId", "AWS_ACCESS_KEY_ID");
        var region = text(json, "region", "AWS_REGION");
        if (!id.matches("[A-Z0-9]{16,128}")) {
            throw new SignInException(Why.BAD_INPUT, "accessKeyId must be 16 to 128 capital letters and digits.");
        }
        if (!region.matches("[a-z]{2}(-[a-z]+)+-\\d")) {
            throw new SignInException(Why.BAD_INPUT, "region must be one of AWS, such as us-east-1.");
        }
        var secrets = new HashMap<SecretKind, Secret>();
        secrets.put(SecretKind.AWS_SECRET_KEY, Secret.of(text(json, "secretAccessKey", "AWS_SECRET_ACCESS_KEY")));
        VendorAnswer.text(json, "sessionToken")
                .or(() -> VendorAnswer.text(json, "AWS_SESSION_TOKEN"))
                .ifPresent(token -> secrets.put(SecretKind.AWS_SESSION_TOKEN, Secret.of(token)));
        return new Grant(
                CredentialKind.AWS_KEYS,
                id,
                id,
                secrets,
                Map.of(Details.ACCESS_KEY_ID, id, Details.REGION, region),
                null);
    }

    private static String text(JsonObject json, String name, String variable) {
        return VendorAnswer.text(json, name)
                .or(() -> VendorAnswer.text(json, variable))
                .orElseThrow(() -> new SignInException(Why.BAD_INPUT, name + " is missing."));
    }
}
