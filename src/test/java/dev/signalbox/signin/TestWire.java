package dev.signalbox.signin;

import dev.signalbox.egress.Sender;
import dev.signalbox.signin.SignInException.Why;
import dev.signalbox.upstream.HttpCall;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

/** Calls to the emulated vendors without a server's REST client. */
public final class TestWire {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private TestWire() {}

    public static VendorAnswer send(HttpCall call, Sender sender) {
        var request = HttpRequest.newBuilder(call.uri())
                .method(call.get() ? "GET" : "POST", BodyPublishers.ofByteArray(call.body()));
        call.headers().forEach(request::header);
        try {
            var answer = CLIENT.send(request.build(), BodyHandlers.ofString());
            return VendorAnswer.of(answer.statusCode(), answer.body());
        } catch (IOException e) {
            throw new SignInException(Why.UNAVAILABLE, "not reached", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
