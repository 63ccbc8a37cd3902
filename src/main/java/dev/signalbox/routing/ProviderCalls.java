package dev.signalbox.routing;

import dev.signalbox.Service;
import dev.signalbox.catalog.ProviderEndpoint;
import dev.signalbox.chat.ChatException;
import dev.signalbox.chat.Failure;
import dev.signalbox.egress.Sender;
import dev.signalbox.startup.VirtualThreads;
import dev.signalbox.startup.VirtualThreads.Work;
import dev.signalbox.upstream.Access;
import dev.signalbox.upstream.Operation;
import dev.signalbox.upstream.RefusedException;
import dev.signalbox.upstream.Upstream;
import dev.signalbox.upstream.UpstreamCall;
import dev.signalbox.wire.Codecs;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Calls to a provider that no client asked for: a probe, or the list of its models. Each ends within 30 seconds. */
@Service
public class ProviderCalls {
    private static final int MAX_ANSWER = 4 << 20;
    private static final long LIMIT_SECONDS = 30;

    private final Upstream upstream;
    private final Codecs codecs;
    private final ExecutorService threads;

    @Inject
    ProviderCalls(Upstream upstream, Codecs codecs, VirtualThreads threads) {
        this.upstream = upstream;
        this.codecs = codecs;
        this.threads = threads.of(Work.CALLS);
    }

    /**
     * The models the provider says it has.
     *
     * @throws ChatException when it does not say
     */
    public List<String> models(ProviderEndpoint endpoint, Access access, Sender sender) {
        var answer = call(endpoint, Operation.LIST_MODELS, "", new byte[0], access, sender);
        return ModelNames.read(answer)
                .orElseThrow(() -> Failure.of(
                                Failure.Kind.OVERLOADED,
                                502,
                                "The provider answered with something other than a list of models.")
                        .asException());
    }

    /**
     * The provider's answer to one call.
     *
     * @throws ChatException when it does not answer or refuses
     */
    public byte[] call(
            ProviderEndpoint endpoint, Operation operation, String model, byte[] body, Access access, Sender sender) {
        var call = new UpstreamCall(
                endpoint.protocol(),
                operation,
                endpoint.addressFor(access.details()),
                model,
                headers(endpoint, access.credential()),
                body,
                sender,
                endpoint.dialect(),
                access);
        return bounded(() -> send(call));
    }

    private byte[] send(UpstreamCall call) {
        try (var reply = upstream.send(call)) {
            var body = reply.readAtMost(MAX_ANSWER);
            if (reply.status() / 100 != 2) {
                throw codecs.provider(call.protocol(), call.dialect())
                        .readError(reply.status(), reply.headers(), body)
                        .asException();
            }
            return body;
        } catch (RefusedException refused) {
            throw new ChatException(
                    Failure.of(
                            Failure.Kind.UNREACHABLE,
                            502,
                            Objects.requireNonNullElse(refused.getMessage(), "The provider cannot be reached.")),
                    refused);
        } catch (IOException cut) {
            throw new ChatException(Failure.of(Failure.Kind.UNREACHABLE, 502, "The provider's answer broke off."), cut);
        }
    }

    private static Map<String, String> headers(ProviderEndpoint endpoint, @Nullable String key) {
        var headers = new HashMap<>(endpoint.headers());
        headers.put("accept", "application/json");
        Optional.ofNullable(key)
                .ifPresent(secret ->
                        headers.put(endpoint.auth().header(), endpoint.auth().value(secret)));
        return headers;
    }

    /** On a virtual thread, because there an interrupt drops the connection. */
    private byte[] bounded(Callable<byte[]> call) {
        var answer = threads.submit(call);
        try {
            return answer.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            throw new ChatException(
                    Failure.of(Failure.Kind.TIMEOUT, 504, "The provider did not answer within 30 seconds."), late);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new ChatException(Failure.of(Failure.Kind.CANCELLED, 503, "The server is stopping."), interrupted);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof ChatException told) {
                throw told;
            }
            throw new IllegalStateException("The call could not be made", failed.getCause());
        } finally {
            answer.cancel(true);
        }
    }
}
