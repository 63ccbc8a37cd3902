package dev.signalbox.signin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.signalbox.Service;
import dev.signalbox.startup.Beat;
import dev.signalbox.startup.VirtualThreads;
import dev.signalbox.startup.VirtualThreads.Work;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.enterprise.event.Shutdown;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.Config;

/**
 * Listens where vendors send the browser back to, RFC 8252 section 7.3, for as long as a sign-in may take and a little longer. It reaches browsers on
 * this machine only; from elsewhere the address is pasted.
 */
@Service
class Loopback {
    private static final System.Logger LOG = System.getLogger(Loopback.class.getName());
    private static final Set<String> HOSTS = Set.of("localhost", "127.0.0.1");
    /** Who comes late is told so. */
    private static final Duration AFTERWARDS = Duration.ofMinutes(5);

    private static final int BACKLOG = 16;

    private final boolean enabled;
    private final Supplier<Executor> executor;
    private final SignInLifetime lifetime;
    private final Clock clock;
    private final Map<Integer, Door> doors = new ConcurrentHashMap<>();

    /** A port that is listened on until a time. */
    private record Door(HttpServer server, Instant until) {}

    /** Takes the address that the browser came with. */
    interface Visit {
        /**
         * The name of the account that the sign-in led to.
         *
         * @throws SignInException when it led to none
         */
        String received(URI callback);
    }

    @Inject
    Loopback(Config config, VirtualThreads threads, SignInLifetime lifetime, Clock clock) {
        this(
                config.getOptionalValue("signalbox.sign-in.loopback", Boolean.class)
                        .orElse(true),
                () -> threads.ofThisThread(Work.SIGN_IN),
                lifetime,
                clock);
    }

    Loopback(boolean enabled, Supplier<Executor> executor, SignInLifetime lifetime, Clock clock) {
        this.enabled = enabled;
        this.executor = executor;
        this.lifetime = lifetime;
        this.clock = clock;
    }

    /** Whether the browser is awaited at this address; false where it does not lead here, or somebody else is at the port. */
    boolean open(URI redirect, Visit visit) {
        if (!enabled || !"http".equals(redirect.getScheme()) || !HOSTS.contains(redirect.getHost())) {
            return false;
        }
        try {
            doors.compute(redirect.getPort(), (port, known) -> opened(redirect, known, visit));
            return true;
        } catch (IllegalStateException taken) {
            LOG.log(Level.INFO, "Nobody can listen at {0}; the address has to be pasted", redirect);
            return false;
        }
    }

    private Door opened(URI redirect, @org.jspecify.annotations.Nullable Door known, Visit visit) {
        var until = clock.instant().plus(lifetime.value()).plus(AFTERWARDS);
        if (known != null) {
            return new Door(known.server(), until);
        }
        try {
            var place = new InetSocketAddress(InetAddress.getLoopbackAddress(), redirect.getPort());
            var server = HttpServer.create(place, BACKLOG);
            server.createContext(redirect.getPath(), exchange -> serve(exchange, redirect, visit));
            server.setExecutor(executor.get());
            server.start();
            return new Door(server, until);
        } catch (IOException taken) {
            throw new IllegalStateException("the port is taken", taken);
        }
    }

    private static void serve(HttpExchange exchange, URI redirect, Visit visit) throws IOException {
        try (exchange) {
            var query = exchange.getRequestURI().getRawQuery();
            if (query == null || !"GET".equals(exchange.getRequestMethod())) {
                answer(exchange, 404, "There is nothing here.");
                return;
            }
            try {
                var name = visit.received(URI.create(redirect + "?" + query));
                answer(exchange, 200, "Signed in as " + name + ". This window can be closed.");
            } catch (SignInException failed) {
                answer(exchange, 400, String.valueOf(failed.getMessage()));
            } catch (RuntimeException broken) {
                LOG.log(Level.WARNING, "A sign-in could not be ended", broken);
                answer(exchange, 500, "That did not work; the gateway's log says more.");
            }
        }
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        var body = ("<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"viewport\""
                        + " content=\"width=device-width\"><title>Signalbox</title><h1>Signalbox</h1><p>"
                        + text.replace("&", "&amp;").replace("<", "&lt;") + "</p></html>")
                .getBytes(StandardCharsets.UTF_8);
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", "text/html; charset=utf-8");
        headers.set("Content-Security-Policy", "default-src 'none'");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    void tidy(@ObservesAsync Beat beat) {
        doors.keySet()
                .forEach(port -> doors.computeIfPresent(port, (key, door) -> {
                    if (beat.at().isBefore(door.until())) {
                        return door;
                    }
                    door.server().stop(0);
                    return null;
                }));
    }

    void close(@Observes Shutdown event) {
        doors.values().forEach(door -> door.server().stop(0));
        doors.clear();
    }
}
