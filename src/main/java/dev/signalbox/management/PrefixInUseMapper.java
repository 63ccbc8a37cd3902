package dev.signalbox.management;

import dev.signalbox.catalog.PrefixInUse;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** A second node with a prefix in use: 409. */
@Provider
public class PrefixInUseMapper implements ExceptionMapper<PrefixInUse> {
    @Override
    public Response toResponse(PrefixInUse clash) {
        var detail = "The prefix '" + clash.prefix() + "' is in use by another provider.";
        return Problems.answer(ProblemException.conflict("prefix", detail));
    }
}
