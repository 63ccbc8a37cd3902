package dev.signalbox.upstream.bedrock;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signatures of the test suite that AWS publishes for Signature Version 4. */
class RequestSignerTest {
    private static final Instant MOMENT = Instant.parse("2015-08-30T12:36:00Z");
    private static final RequestSigner SIGNER =
            new RequestSigner("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", null, "us-east-1", "service");

    private static String signature(
            RequestSigner signer, String method, String path, Map<String, String> headers, String body) {
        var uri = URI.create("https://example.amazonaws.com" + path);
        var signed = signer.sign(method, uri, headers, body.getBytes(StandardCharsets.UTF_8), MOMENT);
        return signed.get("authorization");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "get-vanilla, GET, /, 5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
        "post-vanilla, POST, /, 5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b",
        "get-vanilla-query-order-key-case, GET, /?Param2=value2&Param1=value1,"
                + " b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500",
        "post-vanilla-query, POST, /?Param1=value1, 28038455d6de14eafc1f9222cf5aa6f1a96197d7deb8263271d420d138af7f11",
    })
    void signsAsTheSuiteDoes(String name, String method, String path, String signature) {
        assertThat(signature(SIGNER, method, path, Map.of(), ""))
                .as(name)
                .isEqualTo("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request,"
                        + " SignedHeaders=host;x-amz-date, Signature=" + signature);
    }

    @Test
    void signsTheBodyAndTheHeadersGiven() {
        var headers = Map.of("content-type", "application/x-www-form-urlencoded");

        assertThat(signature(SIGNER, "POST", "/", headers, "Param1=value1"))
                .endsWith("SignedHeaders=content-type;host;x-amz-date,"
                        + " Signature=ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a");
    }

    @Test
    void signsTheTokenOfATemporaryPair() {
        var signer = new RequestSigner("AKIDEXAMPLE", "secret", "token", "eu-central-1", "bedrock");
        var uri = URI.create("https://bedrock-runtime.eu-central-1.amazonaws.com/model/a/invoke");

        var signed = signer.sign("POST", uri, Map.of(), new byte[0], MOMENT);

        assertThat(signed).containsEntry("x-amz-security-token", "token").doesNotContainKey("host");
        assertThat(signed.get("authorization")).contains("SignedHeaders=host;x-amz-date;x-amz-security-token,");
    }

    @Test
    void encodesThePathOnceMore() {
        var plain = signature(SIGNER, "POST", "/model/a:0/invoke", Map.of(), "");
        var encoded = signature(SIGNER, "POST", "/model/a%3A0/invoke", Map.of(), "");

        assertThat(plain).isNotEqualTo(encoded);
    }

    @Test
    void tellsNoSecret() {
        assertThat(SIGNER.toString()).doesNotContain("wJalr");
    }
}
