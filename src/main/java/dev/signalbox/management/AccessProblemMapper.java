package dev.signalbox.management;

import dev.signalbox.access.AccessException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.Objects;

/** Says which rule of access a change would break. */
@Provider
public class AccessProblemMapper implements ExceptionMapper<AccessException> {
    @Override
    public Response toResponse(AccessException broken) {
        var field = switch (broken.rule()) {
            case USERNAME_IN_USE -> "username";
            case LAST_ADMIN -> "role";
        };
        return Problems.answer(ProblemException.conflict(field, Objects.requireNonNull(broken.getMessage())));
    }
}
