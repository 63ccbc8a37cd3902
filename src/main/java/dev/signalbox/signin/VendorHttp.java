package dev.signalbox.signin;

import dev.signalbox.Service;
import dev.signalbox.signin.SignInException.Why;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** Calls the sign-in addresses of vendors: bounded in time and size, without redirects, as nobody but Signalbox. */
@Service
class VendorHttp {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration WHOLE = Duration.ofSeconds(20);
    private static final int LONGEST = 1 << 20;

    private final HttpClient client;

    @Inject
    VendorHttp() {
        client = HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    void close(@Observes Shutdown event) {
        client.shutdownNow();
    }

    VendorAnswer form(String address, Map<String, String> parameters, Map<String, String> headers) {
        return send(
                request(address, headers)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(encoded(parameters))),
                address);
    }

    VendorAnswer json(String address, JsonObject body, Map<String, String> headers) {
        return send(
                request(address, headers)
                        .setHeader("Content-Type", headers.getOrDefault("Content-Type", "application/json"))
                        .POST(BodyPublishers.ofString(body.toString())),
                address);
    }

    VendorAnswer get(String address, Map<String, String> headers) {
        return send(request(address, headers).GET(), address);
    }

    static Map<String, String> bearer(String token) {
        return Map.of("Authorization", "Bearer " + token);
    }

    /** As form fields and query parameters are written; a space as {@code %20}, which everybody reads. */
    static String encoded(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(one -> encode(one.getKey()) + "=" + encode(one.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static HttpRequest.Builder request(String address, Map<String, String> headers) {
        var request = HttpRequest.newBuilder(URI.create(address))
                .timeout(WHOLE)
                .header("Accept", "application/json")
                .header("User-Agent", "Signalbox");
        headers.forEach(request::setHeader);
        return request;
    }

    private VendorAnswer send(HttpRequest.Builder request, String address) {
        var host = URI.create(address).getHost();
        try {
            var answer = client.send(request.build(), BodyHandlers.ofInputStream());
            try (var body = answer.body()) {
                return VendorAnswer.of(
                        answer.statusCode(), new String(body.readNBytes(LONGEST), StandardCharsets.UTF_8));
            }
        } catch (IOException unreachable) {
            throw new SignInException(Why.UNAVAILABLE, host + " cannot be reached.", unreachable);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new SignInException(Why.UNAVAILABLE, "The gateway is stopping.", stopping);
        }
    }
}
