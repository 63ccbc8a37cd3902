package dev.signalbox.api;

import dev.signalbox.Service;
import jakarta.enterprise.concurrent.ManagedExecutorDefinition;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** The virtual threads that requests are answered on: blocking code, as many as there are requests. */
@Service
@ManagedExecutorDefinition(name = RequestThreads.NAME, virtual = true)
class RequestThreads {
    static final String NAME = "java:module/concurrent/requests";

    private final ManagedExecutorService executor;

    @SuppressWarnings("BanJNDI") // the name is a constant
    RequestThreads() throws NamingException {
        executor = InitialContext.doLookup(NAME);
    }

    ManagedExecutorService executor() {
        return executor;
    }
}
