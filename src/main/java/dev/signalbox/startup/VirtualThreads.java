package dev.signalbox.startup;

import dev.signalbox.Service;
import jakarta.enterprise.concurrent.ManagedExecutorDefinition;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/**
 * Virtual threads, as many as there is work: for code that blocks, and that an interrupt breaks off. They are managed, so that
 * what runs there finds the application's classes and database.
 */
@Service
@ManagedExecutorDefinition(name = VirtualThreads.REQUESTS, virtual = true)
@ManagedExecutorDefinition(name = VirtualThreads.EVENTS, virtual = true)
@ManagedExecutorDefinition(name = VirtualThreads.CALLS, virtual = true)
@ManagedExecutorDefinition(name = VirtualThreads.USAGE, virtual = true)
@ManagedExecutorDefinition(name = VirtualThreads.SIGN_IN, virtual = true)
public class VirtualThreads {
    static final String REQUESTS = "java:module/concurrent/requests";
    static final String EVENTS = "java:module/concurrent/events";
    static final String CALLS = "java:module/concurrent/calls";
    static final String USAGE = "java:module/concurrent/usage";
    static final String SIGN_IN = "java:module/concurrent/sign-in";

    private final Map<Work, ManagedExecutorService> executors = new EnumMap<>(Work.class);

    /** What the threads are for. */
    public enum Work {
        /** Answers to clients. */
        REQUESTS(VirtualThreads.REQUESTS),
        /** Streams of events that outlive the request for them. */
        EVENTS(VirtualThreads.EVENTS),
        /** Calls to providers that no client asked for. */
        CALLS(VirtualThreads.CALLS),
        /** Questions to vendors about quota. */
        USAGE(VirtualThreads.USAGE),
        /** Sign-ins, and the browser's way back from them. */
        SIGN_IN(VirtualThreads.SIGN_IN);

        private final String name;

        Work(String name) {
            this.name = name;
        }
    }

    @Inject
    @SuppressWarnings("BanJNDI") // the names are constants
    VirtualThreads() throws NamingException {
        for (var work : Work.values()) {
            executors.put(work, InitialContext.doLookup(work.name));
        }
    }

    public ExecutorService of(Work work) {
        return executor(work);
    }

    /** Runs what the threads of others hand in as if this thread had handed it in: with the application around it. */
    public Executor ofThisThread(Work work) {
        var executor = executor(work);
        var context = executor.getContextService().currentContextExecutor();
        return task -> executor.execute(() -> context.execute(task));
    }

    private ManagedExecutorService executor(Work work) {
        return Objects.requireNonNull(executors.get(work));
    }
}
