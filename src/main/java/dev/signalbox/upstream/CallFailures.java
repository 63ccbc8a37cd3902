package dev.signalbox.upstream;

import dev.signalbox.chat.ChatException;
import dev.signalbox.chat.Failure;
import dev.signalbox.egress.HopFailed;
import jakarta.ws.rs.ProcessingException;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Objects;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** What it means when a REST client has no answer. */
final class CallFailures {
    private CallFailures() {}

    static RuntimeException of(HttpCall call, ProcessingException e) {
        var host = call.uri().getHost();
        var hop = find(e, HopFailed.class);
        if (hop != null) {
            return hopFailed(hop);
        }
        if (unconnected(e)) {
            return new RefusedException("The provider at " + host + " cannot be reached.", e);
        }
        if (dropped(e)) {
            return broken(
                    Failure.Kind.UNREACHABLE,
                    502,
                    "The provider at " + host + " closed the connection without an answer.",
                    e);
        }
        if (find(e, SocketTimeoutException.class) != null) {
            return broken(Failure.Kind.TIMEOUT, 504, "The provider at " + host + " did not answer in time.", e);
        }
        if (find(e, SSLException.class) != null) {
            return broken(
                    Failure.Kind.UNREACHABLE, 502, "The TLS connection to the provider at " + host + " failed.", e);
        }
        if (find(e, IOException.class) == null) {
            System.getLogger(CallFailures.class.getName())
                    .log(Level.WARNING, "A call could not be made, which is no fault of the provider's", e);
            return broken(
                    Failure.Kind.UNREACHABLE, 502, "The call to the provider at " + host + " could not be made.", e);
        }
        return broken(Failure.Kind.UNREACHABLE, 502, "The connection to the provider at " + host + " broke.", e);
    }

    /** Whether it looks as it does where a kept connection was closed at the other end: without an answer, or reset. */
    static boolean gone(ProcessingException e) {
        return find(e, HopFailed.class) == null
                && !unconnected(e)
                && (dropped(e) || find(e, SocketException.class) != null);
    }

    private static boolean unconnected(ProcessingException e) {
        return find(e, ConnectException.class) != null || find(e, UnknownHostException.class) != null;
    }

    private static ChatException broken(Failure.Kind kind, int status, String message, ProcessingException e) {
        return new ChatException(Failure.of(kind, status, message), e);
    }

    private static RuntimeException hopFailed(HopFailed hop) {
        var message = Objects.requireNonNullElse(hop.getMessage(), "The provider cannot be reached.");
        return hop.unsent()
                ? new RefusedException(message, hop)
                : new ChatException(Failure.of(Failure.Kind.UNREACHABLE, 502, message), hop);
    }

    /** The other end closed the connection: the server's own Apache HttpClient, which applications cannot see, calls it so. */
    private static boolean dropped(Throwable e) {
        for (Throwable t = e; t != null; t = t.getCause()) {
            if (t.getClass().getSimpleName().equals("NoHttpResponseException")) {
                return true;
            }
        }
        return false;
    }

    private static <T extends Throwable> @Nullable T find(Throwable e, Class<T> type) {
        for (Throwable t = e; t != null; t = t.getCause()) {
            if (type.isInstance(t)) {
                return type.cast(t);
            }
        }
        return null;
    }
}
