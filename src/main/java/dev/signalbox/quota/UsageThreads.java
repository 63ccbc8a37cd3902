package dev.signalbox.quota;

import dev.signalbox.Service;
import jakarta.enterprise.concurrent.ManagedExecutorDefinition;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import java.util.concurrent.Executor;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** The virtual threads on which vendors are asked; managed, because a token may have to be renewed first. */
@Service
@ManagedExecutorDefinition(name = UsageThreads.NAME, virtual = true)
class UsageThreads {
    static final String NAME = "java:module/concurrent/usage";

    private final ManagedExecutorService executor;

    @SuppressWarnings("BanJNDI") // the name is a constant
    UsageThreads() throws NamingException {
        executor = InitialContext.doLookup(NAME);
    }

    Executor executor() {
        return executor;
    }
}
