package dev.signalbox.signin;

import dev.signalbox.Service;
import jakarta.enterprise.concurrent.ManagedExecutorDefinition;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** The virtual threads of calls to vendors, and of the browser's way back; managed, because that writes to the database. */
@Service
@ManagedExecutorDefinition(name = SignInThreads.NAME, virtual = true)
class SignInThreads {
    static final String NAME = "java:module/concurrent/sign-in";

    private final ManagedExecutorService executor;

    @SuppressWarnings("BanJNDI") // the name is a constant
    SignInThreads() throws NamingException {
        executor = InitialContext.doLookup(NAME);
    }

    ExecutorService executor() {
        return executor;
    }

    /** Runs what the threads of others hand in as if this thread had handed it in: with the application around it. */
    Executor ofThisThread() {
        var context = executor.getContextService().currentContextExecutor();
        return task -> executor.execute(() -> context.execute(task));
    }
}
