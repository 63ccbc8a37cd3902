package dev.signalbox.management;

import dev.signalbox.catalog.InvalidSetting;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.Objects;

/** A value that a service refused: 422, by its field. */
@Provider
public class InvalidSettingMapper implements ExceptionMapper<InvalidSetting> {
    @Override
    public Response toResponse(InvalidSetting refused) {
        var message = Objects.requireNonNullElse(refused.getMessage(), "is not acceptable");
        return Problems.answer(ProblemException.invalid(refused.field(), message));
    }
}
