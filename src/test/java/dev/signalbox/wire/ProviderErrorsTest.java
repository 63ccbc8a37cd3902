package dev.signalbox.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.chat.Failure;
import dev.signalbox.chat.Failure.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProviderErrorsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                400 | {"error":{"message":"m","type":"invalid_request_error","code":"context_length_exceeded"}} | CLIENT_FAULT
                400 | {"error":{"message":"m","status":"INVALID_ARGUMENT","details":[{"reason":"API_KEY_INVALID"}]}} | UNAUTHORIZED
                400 | {"type":"error","error":{"type":"invalid_request_error","message":"Your credit balance is too low"}} | PAYMENT
                400 | {"detail":"The model `x` is not supported for your plan."} | MODEL_UNAVAILABLE
                400 | {"error":{"message":"'max_tokens' is not supported with this model.","param":"max_tokens"}} | CLIENT_FAULT
                401 | {"error":{"message":"Incorrect API key","type":"invalid_request_error","code":"invalid_api_key"}} | UNAUTHORIZED
                402 | {} | PAYMENT
                403 | {"error":{"message":"no","type":"permission_error"}} | FORBIDDEN
                404 | {"error":{"message":"no such model","code":"model_not_found"}} | MODEL_UNAVAILABLE
                404 | {"error":{"message":"Item 'rs_1' not found. Items are not persisted when `store` is set to false."}} | CLIENT_FAULT
                408 | {} | OVERLOADED
                409 | {} | CLIENT_FAULT
                413 | {} | CLIENT_FAULT
                413 | {"error":{"message":"on tokens per minute: Limit 6000","type":"tokens","code":"rate_limit_exceeded"}} | RATE_LIMITED
                422 | {} | CLIENT_FAULT
                425 | {} | OVERLOADED
                498 | {"error":{"message":"Flex tier is full","type":"capacity_exceeded"}} | OVERLOADED
                499 | {} | OVERLOADED
                429 | {"error":{"message":"slow","type":"invalid_request_error"}} | RATE_LIMITED
                429 | {"error":{"message":"quota","type":"insufficient_quota","code":"insufficient_quota"}} | QUOTA_EXHAUSTED
                429 | {"error":{"status":"RESOURCE_EXHAUSTED","details":[{"violations":[{"quotaId":"RequestsPerDay"}]}]}} | QUOTA_EXHAUSTED
                429 | {"type":"error","error":{"type":"rate_limit_error","message":"m","details":{"error_code":"enforced_spend_limit_reached"}}} | QUOTA_EXHAUSTED
                429 | {"type":"error","error":{"type":"rate_limit_error","message":"m","details":{"error_code":"ramp_limit_exceeded"}}} | RATE_LIMITED
                402 | {"type":"error","error":{"type":"billing_error","message":"m","details":{"error_code":"linked_organization_spend_limit_reached"}}} | QUOTA_EXHAUSTED
                400 | {"type":"error","error":{"type":"invalid_request_error","message":"m","details":{"error_code":"organization_on_hold"}}} | FORBIDDEN
                400 | {"type":"error","error":{"type":"invalid_request_error","message":"m","details":{"error_code":"image_dimensions_too_large"}}} | CLIENT_FAULT
                500 | {"error":"llama runner process has terminated"} | OVERLOADED
                500 | {"error":{"code":"context_length_exceeded"}} | CLIENT_FAULT
                529 | {"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}} | OVERLOADED
                302 | | OVERLOADED
                """)
    void classifiesHttpErrors(int status, String body, Kind kind) {
        assertThat(read(status, body, Map.of()).kind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                {"error":{"message":"m","type":"rate_limit_error"}} | RATE_LIMITED | 429
                {"type":"error","error":{"type":"overloaded_error","message":"m"}} | OVERLOADED | 529
                {"type":"response.failed","response":{"error":{"code":"context_length_exceeded","message":"m"}}} | CLIENT_FAULT | 400
                {"error":{"code":503,"message":"m","status":"UNAVAILABLE"}} | OVERLOADED | 503
                {"error":{"code":"429","message":"m"}} | RATE_LIMITED | 429
                {"error":"the model is overloaded"} | OVERLOADED | 503
                {"error":"something broke"} | OVERLOADED | 502
                {"error":{"type":"invalid_request_error","message":"m"}} | CLIENT_FAULT | 400
                {"type":"response.failed","response":{"error":{"code":"invalid_image_url","message":"m"}}} | CLIENT_FAULT | 400
                {"choices":null,"base_resp":{"status_code":1002,"status_msg":"m"}} | RATE_LIMITED | 429
                {"choices":null,"base_resp":{"status_code":1008,"status_msg":"m"}} | PAYMENT | 402
                {"choices":null,"base_resp":{"status_code":2056,"status_msg":"m"}} | QUOTA_EXHAUSTED | 429
                {"choices":null,"base_resp":{"status_code":1000,"status_msg":"m"}} | OVERLOADED | 502
                """)
    void classifiesErrorsInsideAnAnswer(String body, Kind kind, int status) {
        var failure = ProviderErrors.inAnswer(Json.parse(body).orElseThrow());

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.status()).isEqualTo(status);
    }

    @Test
    void survivesBodiesThatAreNoJson() {
        assertThat(read(502, "<html><body>Bad gateway</body></html>", Map.of()).message())
                .isEqualTo("The provider answered with HTTP status 502.");
        assertThat(read(500, "", Map.of()).message()).isEqualTo("The provider answered with HTTP status 500.");
        assertThat(read(503, "server busy", Map.of()).message()).isEqualTo("server busy");
    }

    @Test
    void keepsMessageCodeAndFieldButNoSecret() {
        var failure = read(
                400,
                "{\"error\":{\"message\":\" Wrong key sk-abcdefghijkl \",\"code\":\"bad\",\"param\":\"messages[0]\"}}",
                Map.of());

        assertThat(failure.message()).isEqualTo("Wrong key ***");
        assertThat(failure.code()).isEqualTo("bad");
        assertThat(failure.param()).isEqualTo("messages[0]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                retry-after | 7 | 7000
                retry-after | 0.5 | 500
                retry-after-ms | 1500 | 1500
                retry-after | Sun, 22 Nov 2026 10:01:00 GMT | 60000
                retry-after | Sunday, 22-Nov-26 10:01:00 GMT | 60000
                retry-after | Sun Nov 22 10:01:00 2026 | 60000
                retry-after | Sun, 22 Nov 2026 09:59:00 GMT |
                x-ratelimit-reset-tokens | 6m0s | 360000
                x-ratelimit-reset-requests | 20ms | 20
                anthropic-ratelimit-unified-reset | 1795341630 | 30000
                anthropic-ratelimit-tokens-reset | 2026-11-22T10:00:05Z | 5000
                retry-after | soon |
                """)
    void readsHowLongToWaitFromHeaders(String name, String value, Long millis) {
        var headers = Map.of(name, value, "date", "Sun, 22 Nov 2026 10:00:00 GMT");

        assertThat(read(429, "{}", headers).retryAfter()).isEqualTo(millis == null ? null : Duration.ofMillis(millis));
    }

    @Test
    void waitsForTheLimitThatIsUsedUp() {
        var headers = Map.of(
                "x-ratelimit-reset-requests", "9s",
                "x-ratelimit-remaining-requests", "12",
                "x-ratelimit-reset-tokens", "2s",
                "x-ratelimit-remaining-tokens", "0");

        assertThat(read(429, "{}", headers).retryAfter()).isEqualTo(Duration.ofSeconds(2));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                {"error":{"resets_in_seconds":90}} | 90000
                {"error":{"details":[{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"34.5s"}]}} | 34500
                {"error":{"details":[{"retryDelay":"1h2m3.5s"}]}} | 3723500
                """)
    void readsHowLongToWaitFromTheBody(String body, long millis) {
        assertThat(read(429, body, Map.of()).retryAfter()).isEqualTo(Duration.ofMillis(millis));
    }

    private static Failure read(int status, String body, Map<String, String> headers) {
        var bytes = body == null ? new byte[0] : body.getBytes(StandardCharsets.UTF_8);
        return ProviderErrors.of(status, headers, bytes);
    }
}
