package dev.signalbox.signin;

import dev.signalbox.Service;
import dev.signalbox.chat.ChatException;
import dev.signalbox.egress.Sender;
import dev.signalbox.signin.SignInException.Why;
import dev.signalbox.startup.VirtualThreads;
import dev.signalbox.startup.VirtualThreads.Work;
import dev.signalbox.upstream.HttpCall;
import dev.signalbox.upstream.RefusedException;
import dev.signalbox.upstream.Upstream;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Calls what vendors offer beside their models: bounded in time and size, by the account's own proxy, as nobody but Signalbox. */
@Service
public class VendorHttp {
    /** On whose behalf the calls of this thread leave. */
    static final ScopedValue<Sender> SENDER = ScopedValue.newInstance();

    private static final long WHOLE_SECONDS = 20;
    private static final int LONGEST = 1 << 20;

    private final Wire wire;

    /** Sends a call and reads its answer. */
    public interface Wire {
        VendorAnswer send(HttpCall call, Sender sender);
    }

    @Inject
    VendorHttp(Upstream upstream, VirtualThreads threads) {
        this((call, sender) -> bounded(upstream, threads.of(Work.SIGN_IN), call, sender));
    }

    /** With another way to send. */
    public VendorHttp(Wire wire) {
        this.wire = wire;
    }

    VendorAnswer form(String address, Map<String, String> parameters, Map<String, String> headers) {
        var all = headers(headers, "application/x-www-form-urlencoded");
        return send(new HttpCall(
                false, URI.create(address), all, encoded(parameters).getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Posts JSON.
     *
     * @throws SignInException when the vendor does not answer
     */
    public VendorAnswer json(String address, JsonObject body, Map<String, String> headers) {
        var all = headers(headers, "application/json");
        return send(
                new HttpCall(false, URI.create(address), all, body.toString().getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Gets.
     *
     * @throws SignInException when the vendor does not answer
     */
    public VendorAnswer get(String address, Map<String, String> headers) {
        return send(new HttpCall(true, URI.create(address), headers(headers, ""), new byte[0]));
    }

    /** Runs what calls on behalf of an account, by its proxy. */
    public static <T> T as(Sender sender, Supplier<T> calls) {
        return ScopedValue.where(SENDER, sender).call(calls::get);
    }

    public static Map<String, String> bearer(String token) {
        return Map.of("Authorization", "Bearer " + token);
    }

    /** As form fields and query parameters are written; a space as {@code %20}, which everybody reads. */
    public static String encoded(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(one -> encode(one.getKey()) + "=" + encode(one.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static Map<String, String> headers(Map<String, String> headers, String type) {
        var all = new HashMap<String, String>();
        if (!type.isEmpty()) {
            all.put("content-type", type);
        }
        all.put("accept", "application/json");
        all.put("user-agent", "Signalbox");
        headers.forEach((name, value) -> all.put(name.toLowerCase(Locale.ROOT), value));
        return all;
    }

    private VendorAnswer send(HttpCall call) {
        return wire.send(call, SENDER.orElse(Sender.ANYONE));
    }

    /** On a virtual thread, because there an interrupt breaks a call off. */
    private static VendorAnswer bounded(Upstream upstream, ExecutorService threads, HttpCall call, Sender sender) {
        var host = call.uri().getHost();
        var answer = threads.submit(() -> once(upstream, call, sender));
        try {
            return answer.get(WHOLE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            throw new SignInException(Why.UNAVAILABLE, host + " did not answer in time.", late);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new SignInException(Why.UNAVAILABLE, "The call was broken off.", stopping);
        } catch (ExecutionException failed) {
            throw new SignInException(Why.UNAVAILABLE, said(host, failed.getCause()), failed);
        } finally {
            answer.cancel(true);
        }
    }

    private static VendorAnswer once(Upstream upstream, HttpCall call, Sender sender) throws IOException {
        try (var reply = upstream.send(call, sender)) {
            return VendorAnswer.of(reply.status(), new String(reply.readAtMost(LONGEST), StandardCharsets.UTF_8));
        }
    }

    private static String said(String host, @Nullable Throwable cause) {
        return switch (cause) {
            case ChatException told -> told.failure().message();
            case RefusedException refused -> String.valueOf(refused.getMessage());
            case null, default -> host + " cannot be reached.";
        };
    }
}
