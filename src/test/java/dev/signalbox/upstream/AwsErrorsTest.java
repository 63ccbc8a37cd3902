package dev.signalbox.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.chat.Failure;
import dev.signalbox.wire.ProviderErrors;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AwsErrorsTest {
    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "400, ValidationException, CLIENT_FAULT, 400",
        "403, UnrecognizedClientException, UNAUTHORIZED, 401",
        "403, ExpiredTokenException, UNAUTHORIZED, 401",
        "403, InvalidSignatureException, UNAUTHORIZED, 401",
        "403, AccessDeniedException, FORBIDDEN, 403",
        "404, ResourceNotFoundException, MODEL_UNAVAILABLE, 404",
        "408, ModelTimeoutException, OVERLOADED, 504",
        "424, ModelErrorException, OVERLOADED, 502",
        "429, ThrottlingException, RATE_LIMITED, 429",
        "429, ModelNotReadyException, OVERLOADED, 503",
        "400, ServiceQuotaExceededException, QUOTA_EXHAUSTED, 429",
        "500, InternalServerException, OVERLOADED, 500",
        "503, ServiceUnavailableException, OVERLOADED, 503",
        "418, SomethingNewException, CLIENT_FAULT, 418",
    })
    void meansByItsNameWhatItsStatusDoesNotSay(int status, String name, Failure.Kind kind, int told)
            throws IOException {
        var body = "{\"message\":\"no\"}".getBytes(StandardCharsets.UTF_8);
        var header = Map.of("x-amzn-errortype", name + ":http://internal.amazon.com/coral/");

        var reply = AwsErrors.translated(Replies.of(status, header, body, 100));
        var failure = ProviderErrors.of(reply.status(), reply.headers(), reply.readAtMost(1000));

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.status()).isEqualTo(told);
        assertThat(failure.message()).isEqualTo("no");
    }

    @Test
    void leavesAnAnswerAlone() {
        var reply = Replies.of("{}");

        assertThat(AwsErrors.translated(reply)).isSameAs(reply);
    }
}
