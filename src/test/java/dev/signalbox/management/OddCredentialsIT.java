package dev.signalbox.management;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.gateway.Gateway;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Credentials of a kind that the gateway does not know, whole and broken: nobody is let in, and nothing fails over them. */
class OddCredentialsIT {
    @ParameterizedTest
    @ValueSource(strings = {"/console", "/console/", "/console/index.xhtml", "/console/none"})
    void aBrowserWithoutAnyIsLedToTheSignInPage(String page) {
        var led = Caller.anonymous().get(page);

        assertThat(led.status()).isEqualTo(302);
        assertThat(led.header("location")).endsWith("/login.xhtml");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/console", "/console/"})
    void aBrowserThatIsSignedInIsLedToTheFirstPage(String page) {
        var led = Caller.admin().get(page);

        assertThat(led.status()).isEqualTo(302);
        assertThat(led.header("location")).endsWith("/console/index.xhtml");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Basic ",
                "Basic x",
                "Basic !!!",
                "Basic dXNlcg==",
                "Basic YWRtaW46cHcxMjM0NTY3OA==",
                "basic x",
                "Digest x",
                "Bearer ",
                "Bearer a.b.c"
            })
    void areRefusedAsNoCredentialsAre(String credentials) {
        var header = Map.of("Authorization", credentials);

        var management = Caller.anonymous().call("GET", "/api/settings", "", header);
        var change = Caller.anonymous().call("POST", "/api/keys", "{\"name\":\"odd\"}", header);
        var client = Caller.anonymous().call("GET", "/v1/models", "", header);
        var beside = Caller.anonymous()
                .call(
                        "GET",
                        "/v1/models",
                        "",
                        Map.of(
                                "Authorization",
                                credentials,
                                "x-api-key",
                                Gateway.running().key()));
        var page = Caller.anonymous().call("GET", "/console/index.xhtml", "", header);
        var open = Caller.anonymous().call("GET", "/health/live", "", header);

        assertThat(management.status()).as(management.body()).isEqualTo(401);
        assertThat(management.contentType()).startsWith("application/problem+json");
        assertThat(change.status()).as(change.body()).isEqualTo(401);
        assertThat(client.status()).as(client.body()).isEqualTo(401);
        assertThat(client.json().getJsonObject("error").getString("code")).isEqualTo("invalid_api_key");
        assertThat(beside.status()).as(beside.body()).isEqualTo(200);
        assertThat(page.status()).as("to the sign-in page, or refused").isIn(302, 403);
        assertThat(open.status()).isEqualTo(200);
    }
}
