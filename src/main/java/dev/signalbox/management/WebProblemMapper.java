package dev.signalbox.management;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Gives the refusals of JAX-RS itself (no such path, wrong method, wrong media type) the body of a problem. */
@Provider
public class WebProblemMapper implements ExceptionMapper<WebApplicationException> {
    @Override
    public Response toResponse(WebApplicationException refusal) {
        if (refusal.getCause() instanceof ProblemException problem) {
            return Problems.answer(problem);
        }
        var original = refusal.getResponse();
        if (original.hasEntity()) {
            return original;
        }
        var answer = Problems.answer(original.getStatus(), detail(original.getStatus()));
        var allowed = original.getHeaderString(HttpHeaders.ALLOW);
        return allowed == null
                ? answer
                : Response.fromResponse(answer)
                        .header(HttpHeaders.ALLOW, allowed)
                        .build();
    }

    private static String detail(int status) {
        return switch (status) {
            case 401 -> "Sign in first: POST /api/auth/login";
            case 403 -> "This needs another role";
            case 404 -> "There is nothing at this path";
            case 405 -> "This path does not take this method";
            case 406 -> "This path answers JSON";
            case 415 -> "The body must be application/json";
            default -> status < 500 ? "The request was not understood" : "Something went wrong here; the log says what";
        };
    }
}
