package dev.signalbox.wire.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.chat.Failure;
import dev.signalbox.wire.ClientProtocol;
import dev.signalbox.wire.ClientProtocolContract;
import dev.signalbox.wire.Json;
import dev.signalbox.wire.ProviderProtocol;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnthropicClientProtocolTest extends ClientProtocolContract {
    @Override
    protected ClientProtocol client() {
        return new AnthropicClientProtocol();
    }

    @Override
    protected ProviderProtocol provider() {
        return new AnthropicProviderProtocol();
    }

    @ParameterizedTest
    @CsvSource({
        "400, invalid_request_error",
        "401, authentication_error",
        "402, billing_error",
        "403, permission_error",
        "404, not_found_error",
        "409, conflict_error",
        "413, request_too_large",
        "429, rate_limit_error",
        "500, api_error",
        "504, timeout_error",
        "529, overloaded_error",
    })
    void namesEachFailureAsTheVendorDoes(int status, String type) {
        var failure = Failure.of(Failure.Kind.OVERLOADED, status, "m");

        var body = Json.parse(client().error(failure).body()).orElseThrow();

        assertThat(body.at("/error/type").asText()).isEqualTo(type);
    }

    @Override
    protected List<String> requests() {
        return List.of(Samples.text("requests/everything.json"), Samples.text("requests/plain.json"));
    }
}
