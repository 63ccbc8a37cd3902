package dev.signalbox.management;

import dev.signalbox.signin.SignInException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.Objects;

/** A sign-in that came to nothing, as a problem. */
@Provider
public class SignInProblemMapper implements ExceptionMapper<SignInException> {
    @Override
    public Response toResponse(SignInException failed) {
        return Problems.answer(status(failed.why()), Objects.requireNonNullElse(failed.getMessage(), ""));
    }

    private static int status(SignInException.Why why) {
        return switch (why) {
            case UNKNOWN -> 404;
            case USED, WRONG_ACCOUNT -> 409;
            case EXPIRED -> 410;
            case STATE -> 400;
            case BAD_INPUT, TERMS, NOT_OFFERED -> 422;
            case DENIED -> 403;
            case REFUSED -> 422;
            case UNAVAILABLE -> 502;
        };
    }
}
