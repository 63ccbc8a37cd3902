package dev.signalbox.management;

import dev.signalbox.Service;
import jakarta.enterprise.concurrent.ManagedExecutorDefinition;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import java.util.concurrent.ExecutorService;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** The virtual threads of what outlives a request of this API or may have to be broken off: event streams and probes. */
@Service
@ManagedExecutorDefinition(name = LiveThreads.NAME, virtual = true)
class LiveThreads {
    static final String NAME = "java:module/concurrent/management";

    private final ManagedExecutorService executor;

    @SuppressWarnings("BanJNDI") // the name is a constant
    LiveThreads() throws NamingException {
        executor = InitialContext.doLookup(NAME);
    }

    ExecutorService executor() {
        return executor;
    }
}
