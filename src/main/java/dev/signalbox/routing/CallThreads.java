package dev.signalbox.routing;

import dev.signalbox.Service;
import jakarta.enterprise.concurrent.ManagedExecutorDefinition;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import java.util.concurrent.ExecutorService;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** Virtual threads for calls that may have to be broken off: there an interrupt drops the connection. */
@Service
@ManagedExecutorDefinition(name = CallThreads.NAME, virtual = true)
class CallThreads {
    static final String NAME = "java:module/concurrent/calls";

    private final ManagedExecutorService executor;

    @SuppressWarnings("BanJNDI") // the name is a constant
    CallThreads() throws NamingException {
        executor = InitialContext.doLookup(NAME);
    }

    ExecutorService executor() {
        return executor;
    }
}
