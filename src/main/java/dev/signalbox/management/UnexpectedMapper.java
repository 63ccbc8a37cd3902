package dev.signalbox.management;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.lang.System.Logger.Level;

/** Logs what nobody expected and tells the caller nothing of it. */
@Provider
public class UnexpectedMapper implements ExceptionMapper<RuntimeException> {
    private static final System.Logger LOG = System.getLogger(UnexpectedMapper.class.getName());

    @Override
    public Response toResponse(RuntimeException unexpected) {
        for (Throwable cause = unexpected; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProblemException problem) {
                return Problems.answer(problem);
            }
        }
        LOG.log(Level.ERROR, "A management call failed", unexpected);
        return Problems.answer(500, "Something went wrong here; the log says what");
    }
}
