package dev.signalbox.signin;

import dev.signalbox.Service;
import jakarta.enterprise.concurrent.ManagedExecutorDefinition;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import java.util.concurrent.Executor;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** The virtual threads on which the browser's way back is served; managed, because they write to the database. */
@Service
@ManagedExecutorDefinition(name = SignInThreads.NAME, virtual = true)
class SignInThreads {
    static final String NAME = "java:module/concurrent/sign-in";

    private final ManagedExecutorService executor;

    @SuppressWarnings("BanJNDI") // the name is a constant
    SignInThreads() throws NamingException {
        executor = InitialContext.doLookup(NAME);
    }

    Executor executor() {
        return executor;
    }
}
