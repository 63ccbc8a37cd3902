package dev.signalbox.management;

import dev.signalbox.routing.ComboNameInUse;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** A second combo with a name in use: 409. */
@Provider
public class ComboNameInUseMapper implements ExceptionMapper<ComboNameInUse> {
    @Override
    public Response toResponse(ComboNameInUse clash) {
        return Problems.answer(
                ProblemException.conflict("name", "A combo named '" + clash.name() + "' exists already."));
    }
}
