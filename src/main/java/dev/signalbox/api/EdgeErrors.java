package dev.signalbox.api;

import dev.signalbox.chat.Failure;
import dev.signalbox.chat.Protocol;
import dev.signalbox.wire.Codecs;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says what was refused before any resource saw it (no such path, wrong method, unacceptable type) in the protocol that the path
 * belongs to. The management API's own answers are problem details, and stay so under its paths.
 */
@Provider
public class EdgeErrors implements ContainerResponseFilter {
    private static final String PROBLEM = "problem+json";
    private static final List<String> OLLAMA = List.of(
            "api/chat", "api/generate", "api/tags", "api/show", "api/version", "api/ps", "api/embed", "api/embeddings");
    private static final Annotation[] NO_ANNOTATIONS = {};

    private final Codecs codecs;

    /** RESTEasy takes providers only with a constructor without parameters, even where CDI builds them. */
    public EdgeErrors() {
        this.codecs = CDI.current().select(Codecs.class).get();
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        var path = path(request);
        if (!isProblem(response.getMediaType()) || isManagement(path)) {
            return;
        }
        var error = codecs.client(family(path)).error(failure(response.getStatus()));
        response.setEntity(error.body(), NO_ANNOTATIONS, MediaType.APPLICATION_JSON_TYPE);
        error.headers().forEach((name, value) -> response.getHeaders().put(name, List.of(value)));
        response.getHeaders().remove(HttpHeaders.WWW_AUTHENTICATE);
        response.getHeaders().putSingle("x-signalbox-request-id", RequestIds.next());
    }

    private static boolean isProblem(@Nullable MediaType type) {
        return type != null && PROBLEM.equals(type.getSubtype());
    }

    private static String path(ContainerRequestContext request) {
        var path = request.getUriInfo().getPath();
        return path.startsWith("/") ? path.substring(1) : path;
    }

    /** Ollama's paths are all of {@code /api} that is not the management API's. */
    private static boolean isManagement(String path) {
        return (path.equals("api") || path.startsWith("api/")) && family(path) != Protocol.OLLAMA;
    }

    /** The protocol whose clients call such paths; most that call something odd speak OpenAI's. */
    static Protocol family(String path) {
        var bare = path.startsWith("v1/") ? path.substring(3) : path;
        if (path.startsWith("v1beta")) {
            return Protocol.GEMINI;
        }
        if (within(bare, "messages")) {
            return Protocol.ANTHROPIC_MESSAGES;
        }
        return OLLAMA.stream().anyMatch(p -> within(bare, p)) ? Protocol.OLLAMA : Protocol.OPENAI_CHAT;
    }

    private static boolean within(String path, String folder) {
        return path.equals(folder) || path.startsWith(folder + "/");
    }

    static Failure failure(int status) {
        var message = switch (status) {
            case 400 -> "The request was not understood: a header or the path is malformed.";
            case 404 -> "There is nothing at this path.";
            case 405 -> "This path does not take this method.";
            case 406 -> "This path answers JSON or, where a stream is asked for, server-sent events.";
            case 415 -> "The body must be application/json.";
            default ->
                status < 500
                        ? "The request was not understood."
                        : "Something went wrong in the gateway; its log says what.";
        };
        var kind = status < 500 ? Failure.Kind.CLIENT_FAULT : Failure.Kind.INTERNAL;
        return Failure.of(kind, status, message);
    }
}
