package dev.signalbox.quota;

import dev.signalbox.account.Details;
import dev.signalbox.account.HeldAccount;
import dev.signalbox.signin.VendorAnswer;
import dev.signalbox.signin.VendorHttp;
import dev.signalbox.vault.Secret;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A call to a usage endpoint.
 *
 * @param headers with the account's credential; hence no {@code toString} of the values
 * @param body null for a GET
 */
record UsageCall(
        String address,
        Map<String, String> headers,
        @Nullable JsonObject body) {
    UsageCall {
        headers = Map.copyOf(headers);
    }

    static UsageCall get(String address, Secret bearer) {
        return new UsageCall(address, VendorHttp.bearer(bearer.reveal()), null);
    }

    /** A POST that names the account's project, where it has one, for an account that has a token. */
    static Optional<UsageCall> ofProject(String address, HeldAccount account) {
        var project = account.detail(Details.PROJECT_ID);
        var body = Json.createObjectBuilder();
        if (project != null) {
            body.add("project", project);
        }
        return Optional.ofNullable(account.credential())
                .map(token -> new UsageCall(address, VendorHttp.bearer(token.reveal()), body.build()));
    }

    UsageCall with(String header, String value) {
        var more = new HashMap<>(headers);
        more.put(header, value);
        return new UsageCall(address, more, body);
    }

    VendorAnswer send(VendorHttp http) {
        return body == null ? http.get(address, headers) : http.json(address, body, headers);
    }

    @Override
    public String toString() {
        return (body == null ? "GET " : "POST ") + address;
    }
}
